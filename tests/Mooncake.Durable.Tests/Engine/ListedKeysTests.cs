using Mooncake.Durable.Engine;

namespace Mooncake.Durable.Tests.Engine;

/// <summary>The keys of one batch of removals.</summary>
public sealed class ListedKeysTests
{
    [Theory]
    [InlineData(1, 1000)]
    [InlineData(1 << 20, 4)]
    public void Keys_OfOneBatch_AreLimitedByTheirNumberAndBytes(int length, int expected)
    {
        using ListedKeys keys = new();
        byte[] key = new byte[length];
        while (!keys.IsFull)
        {
            keys.Add(1, key);
        }

        Assert.Equal(expected, keys.Count);
        keys.Clear();
        Assert.False(keys.IsFull);
    }
}
