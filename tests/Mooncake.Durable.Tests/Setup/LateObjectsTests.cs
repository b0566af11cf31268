using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Setup;

/// <summary>Sums are not stored with every put; opening after a crash counts what was added since.</summary>
public sealed class LateObjectsTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(700, 0)]
    [InlineData(2500, 0)]
    [InlineData(700, 3)]
    public void Sums_AfterACrash_AreExact(int puts, int removals)
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        Put(store, 0, puts);
        for (int i = 0; i < removals; i++)
        {
            store.Remove($"k{i * 7}");
        }

        Put(store, puts, 10);
        using TestFolder crashed = folder.Copy();
        using TestStore opened = new(crashed);
        Assert.Equal(puts - removals + 10, opened.Statistics.Objects);
        Assert.Equal(store.Statistics with { Hits = 0, Misses = 0 }, opened.Statistics with { Hits = 0, Misses = 0 });
    }

    [Fact]
    public void Sequence_AfterACrash_IsNotGivenAgain()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        Put(store, 0, 5);
        ulong last = store.VersionOf("k4");
        store.Remove("k4");
        using TestFolder crashed = folder.Copy();
        using TestStore opened = new(crashed);
        opened.Put("k4", [1]);
        Assert.True(opened.VersionOf("k4") > last);
    }

    private static void Put(TestStore store, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            Assert.Equal(0, store.Put($"k{i}", new byte[1 + (i % 300)]));
        }
    }
}
