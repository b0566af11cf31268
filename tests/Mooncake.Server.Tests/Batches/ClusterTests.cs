using System.Globalization;
using Mooncake.Server.Sessions;
using Mooncake.Server.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Server.Tests.Batches;

/// <summary>Commands on an engine with round trips that has no capabilities.</summary>
public sealed class ClusterTests : SessionTest
{
    private ClusterLikeBackend _backend = null!;
    private CountingBackend _calls = null!;

    /// <inheritdoc/>
    protected override MooncakeStoreOptions StoreOptions => new()
    {
        SegmentBytes = 64L << 20,
        DecorateBackend = backend => _calls = new CountingBackend(_backend = new ClusterLikeBackend(backend)),
    };

    /// <inheritdoc/>
    protected override RespServerOptions Options => new() { MaxReplyBytes = 600_000 };

    [Fact]
    public void Gets_OfAPipeline_AreOneBatchRead()
    {
        for (int i = 0; i < 100; i++)
        {
            Command("SET", Key(i), Key(i));
        }

        _calls.Reset();
        string replies = Client.Send(string.Concat(Enumerable.Range(0, 100).Select(i => Frames.Of("GET", Key(i)))));

        Assert.Equal(string.Concat(Enumerable.Range(0, 100).Select(i => $"$7\r\n{Key(i)}\r\n")), replies);
        CallCount reads = _calls.Count(StoreCalls.BatchGetInto | StoreCalls.GetInto);
        Assert.Equal(100, reads.Items);
        Assert.Equal(1, reads.Calls);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 100)]
    public void Sets_OfAPipeline_AreOneBatchPut(bool areThere, int removals)
    {
        string frames = string.Concat(Enumerable.Range(0, 100).Select(i => Frames.Of("SET", Key(i), Key(i))));
        if (areThere)
        {
            Client.Send(frames);
        }

        _calls.Reset();
        Assert.Equal(string.Concat(Enumerable.Repeat("+OK\r\n", 100)), Client.Send(frames));

        Assert.Equal(1, _calls.Count(StoreCalls.BatchIsExist | StoreCalls.IsExist).Calls);
        Assert.Equal(removals, _calls.Count(StoreCalls.Removals).Calls);
        CallCount puts = _calls.Count(StoreCalls.Puts);
        Assert.Equal(100, puts.Items);
        Assert.Equal(1, puts.Calls);
    }

    [Fact]
    public void Sets_OfOneKey_StoreTheLastValue()
    {
        Command("SET", "k", "old");
        Assert.Equal(
            "+OK\r\n+OK\r\n+OK\r\n*2\r\n$1\r\nd\r\n$1\r\nb\r\n",
            Client.Send(
                Frames.Of("SET", "k", "a") + Frames.Of("MSET", "k", "c", "l", "b", "k", "d") + Frames.Of("SET", "l", "b")
                + Frames.Of("MGET", "k", "l")));
    }

    [Fact]
    public void Commands_OfSeveralKinds_AreAnsweredInOrder() => Assert.Equal(
        "+OK\r\n$1\r\na\r\n*2\r\n$1\r\na\r\n$-1\r\n:1\r\n+PONG\r\n+string\r\n:1\r\n$-1\r\n",
        Client.Send(
            Frames.Of("SET", "k", "a") + Frames.Of("GET", "k") + Frames.Of("MGET", "k", "missing") + Frames.Of("EXISTS", "k", "missing")
            + "PING\r\n" + Frames.Of("TYPE", "k") + Frames.Of("DEL", "k") + Frames.Of("GET", "k")));

    [Fact]
    public void Set_OfAKeyThatExists_ReplacesItDespiteItsLease()
    {
        Command("SET", "k", "old");
        Command("GET", "k");
        Assert.Equal("+OK\r\n", Command("SET", "k", "new"));
        Assert.Equal("$3\r\nnew\r\n", Command("GET", "k"));
    }

    [Theory]
    [InlineData("SET", "k", "v", "NX")]
    [InlineData("INCR", "k")]
    [InlineData("TTL", "k")]
    [InlineData("KEYS", "*")]
    [InlineData("GETDEL", "k")]
    public void Command_ThatNeedsACapability_IsAnError(params string[] arguments) =>
        Assert.Matches("^-ERR the store's engine (has no|lacks) ", Command(arguments));

    [Fact]
    public void StrLen_OnALane_AnswersTheSize()
    {
        Command("SET", "k", "abc");
        Assert.Equal(":3\r\n:0\r\n", Client.Send(Frames.Of("STRLEN", "k") + Frames.Of("STRLEN", "missing")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("\u00ff")]
    public void Get_OfAKeyThatTheEngineCannotTake_IsAnErrorAmongOthers(string key)
    {
        Command("SET", "k", "v");
        string[] replies = Client.Send(Frames.Of("GET", "k") + Frames.Of("GET", key) + Frames.Of("GET", "k")).Split("-ERR");
        Assert.Equal(2, replies.Length);
        Assert.Equal("$1\r\nv\r\n", replies[0]);
        Assert.EndsWith("\r\n$1\r\nv\r\n", replies[1], StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void Thread_OfTheConnection_DoesNotWaitForTheEngine()
    {
        Command("SET", "k", "v");
        _backend.Gate.Reset();
        using SessionThread thread = new(Server);
        using SessionHost host = new(Server);
        byte[] frame = Frames.BytesOf("GET", "k");
        fixed (byte* data = frame)
        {
            Assert.Equal(SessionStep.Waiting, host.Session.Process(thread, data, frame.Length));
        }

        Assert.Equal(0, thread.Reply.Length);
        _backend.Gate.Set();
        Assert.Equal("$1\r\nv\r\n", host.WaitForReply());
    }

    [Fact]
    public void MGet_WhoseRepliesExceedTheLimit_EndsTheConnectionAndReadsNoFurther()
    {
        Command("SET", "k", new string('v', 1000));
        _calls.Reset();
        Client.Command(["MGET", .. Enumerable.Repeat("k", 5000)]);
        Assert.Equal(SessionStep.Closing, Client.Step);
        Assert.True(_calls.Count(StoreCalls.Gets).Items <= 1024);
    }

    [Fact]
    public void SlowLog_HasCommandsThatWaitedForTheEngine()
    {
        Command("CONFIG", "SET", "slowlog-log-slower-than", "0");
        Client.Send(Frames.Of("SET", "k", "v") + Frames.Of("SET", "l", "w"));
        Command("STRLEN", "k");
        Command("MGET", "k", "l");
        Assert.Equal(
            [["mget", "k", "l"], ["STRLEN", "k"], ["set", "k", "v", "... (1 more commands of its pipeline)"]],
            Server.SlowLog.Newest(3).Select(static command => command.Arguments));
        Assert.All(Server.SlowLog.Newest(3), static command => Assert.True(command.Microseconds > 0));
    }

    private static string Key(int index) => string.Create(CultureInfo.InvariantCulture, $"key:{index:D3}");
}
