using Mooncake.Backends;
using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests;

/// <summary>Objects that are looked at where they lie.</summary>
public sealed unsafe class ObjectViewTests
{
    private static readonly byte[] Value = TestClient.Pattern(seed: 1, size: 100_000);

    [Fact]
    public void View_OfAnObject_ShowsItsBytesAndRenewsItsLease()
    {
        using TestClient client = new();
        client.Put("k", Value);
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(Value.Length, client.Backend.View(key, 1, out ObjectView view));
            Assert.True(new ReadOnlySpan<byte>(view.Bytes, Value.Length).SequenceEqual(Value));
            view.Dispose();
        }

        Assert.Equal(-706, client.Remove("k"));
    }

    [Fact]
    public void View_OfNoObject_IsEmpty()
    {
        using TestClient client = new();
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(-704, client.Backend.View(key, 1, out ObjectView view));
            Assert.True(view.Bytes == null);
            view.Dispose();
        }
    }

    [Fact]
    public void View_BeforeSetupOrAfterDisposal_IsRefused()
    {
        using EmbeddedStoreBackend backend = new(new EmbeddedOptions());
        TestClient client = new();
        client.Dispose();
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(-600, backend.View(key, 1, out _));
            Assert.Equal(-600, client.Backend.View(key, 1, out _));
            Assert.Equal(-1, new TestClient().Backend.View(null, 1, out _));
        }
    }

    [Fact]
    public void View_OfAnObjectThatIsRemoved_KeepsItsBytesUntilItEnds()
    {
        using TestClient client = new();
        client.Put("k", Value);
        fixed (byte* key = "k\0"u8)
        {
            client.Backend.View(key, 1, out ObjectView view);
            Assert.Equal(0, client.Remove("k", force: true));
            PutOthers(client);
            bool isWhole = new ReadOnlySpan<byte>(view.Bytes, Value.Length).SequenceEqual(Value);
            client.Backend.RemoveAll(force: true);
            long usedUnderTheView = client.Statistics.UsedBytes;
            view.Dispose();
            Assert.True(isWhole);
            Assert.InRange(usedUnderTheView, Value.Length, 2 * Value.Length);
            Assert.Equal(0, client.Statistics.UsedBytes);
        }
    }

    [Fact]
    public void View_WhileItsThreadReadsOthersInBothWays_StaysProtected()
    {
        using TestClient client = new();
        client.Put("a", Value);
        client.Put("b", [1, 2, 3]);
        fixed (byte* a = "a\0"u8, b = "b\0"u8)
        {
            client.Backend.View(a, 1, out ObjectView first);
            client.Backend.View(b, 1, out ObjectView second);
            Assert.Equal([1, 2, 3], client.GetBytes("b"));
            second.Dispose();
            client.Backend.RemoveAll(force: true);
            PutOthers(client);
            bool isWhole = new ReadOnlySpan<byte>(first.Bytes, Value.Length).SequenceEqual(Value);
            first.Dispose();
            Assert.True(isWhole);
        }
    }

    [Fact]
    public void Dispose_Twice_EndsNoOtherView()
    {
        using TestClient client = new();
        client.Put("k", Value);
        fixed (byte* key = "k\0"u8)
        {
            client.Backend.View(key, 1, out ObjectView ended);
            ended.Dispose();
            client.Backend.View(key, 1, out ObjectView lasting);
            ended.Dispose();
            client.Remove("k", force: true);
            client.Backend.RemoveAll(force: true);
            Assert.NotEqual(0, client.Statistics.UsedBytes);
            lasting.Dispose();
            Assert.Equal(0, client.Statistics.UsedBytes);
        }
    }

    /// <summary>Stores several times what the store has room for, so that any memory that can be taken is.</summary>
    private static void PutOthers(TestClient client)
    {
        for (int i = 0; i < 500; i++)
        {
            Assert.Equal(0, client.Put($"other-{i}", TestClient.Pattern(i, Value.Length)));
        }
    }
}
