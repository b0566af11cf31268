using Mooncake.Server.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Server.Tests.Batches;

/// <summary>Commands on an engine with round trips and all capabilities: each runs on a thread of the pipeline, in order.</summary>
public sealed class SlowEngineTests : SessionTest
{
    /// <inheritdoc/>
    protected override MooncakeStoreOptions StoreOptions => new()
    {
        SegmentBytes = 64L << 20,
        DecorateBackend = static backend => new LatencyBackend(backend, TimeSpan.FromMicroseconds(50)),
    };

    [Fact]
    public void Commands_OfAllKinds_AreAnsweredInOrder() => Assert.Equal(
        "+OK\r\n:2\r\n:3\r\n$-1\r\n$1\r\n3\r\n+OK\r\n:100\r\n*1\r\n$1\r\nn\r\n:1\r\n$3\r\nint\r\n",
        Client.Send(
            Frames.Of("SET", "n", "1") + Frames.Of("INCR", "n") + Frames.Of("INCR", "n") + Frames.Of("SET", "n", "9", "NX")
                + Frames.Of("GET", "n")
            + Frames.Of("SET", "n", "7", "EX", "100") + Frames.Of("TTL", "n") + Frames.Of("KEYS", "*") + Frames.Of("DBSIZE")
                + Frames.Of("OBJECT", "ENCODING", "n")));

    [Fact]
    public void Sets_OfAPipeline_AreAllStored()
    {
        string[] keys = [.. Enumerable.Range(0, 200).Select(static i => $"k{i}")];
        Client.Send(string.Concat(keys.Select(static key => Frames.Of("SET", key, key))));
        string replies = Client.Send(Frames.Of(["MGET", .. keys]));
        Assert.Equal("*200\r\n" + string.Concat(keys.Select(static key => $"${key.Length}\r\n{key}\r\n")), replies);
    }

    [Fact]
    public void Key_ThatIsNoText_GoesToALane()
    {
        Assert.Equal("+OK\r\n$1\r\nv\r\n", Client.Send(Frames.Of("SET", "\u00ff", "v") + Frames.Of("GET", "\u00ff")));
    }
}
