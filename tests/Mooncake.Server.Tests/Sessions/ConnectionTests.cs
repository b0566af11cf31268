using Mooncake.Server.Sessions;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Sessions;

public sealed class ConnectionTests : SessionTest
{
    [Fact]
    public void Hello_Of3_AnswersInResp3()
    {
        Assert.StartsWith("%7\r\n$6\r\nserver\r\n", Command("HELLO", "3"), StringComparison.Ordinal);
        Assert.Equal("_\r\n", Command("GET", "k"));
    }

    [Fact]
    public void Reset_AfterHello3_IsBackInResp2()
    {
        Command("HELLO", "3");
        Assert.Equal("+RESET\r\n", Command("RESET"));
        Assert.Equal("$-1\r\n", Command("GET", "k"));
    }

    [Fact]
    public void Quit_EndsTheConnectionAfterItsReply()
    {
        Assert.Equal("+OK\r\n", Client.Send(Frames.Of("QUIT") + Frames.Of("PING")));
        Assert.Equal(SessionStep.Closing, Client.Step);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\n\r\nSET k v\r\n", "")]
    [InlineData("PING\r\nHost: localhost\r\n\r\nSET k v\r\n", "+PONG\r\n")]
    public void HttpRequest_EndsTheConnectionBeforeItsBody(string request, string reply)
    {
        Assert.Equal(reply, Client.Send(request));
        Assert.Equal(SessionStep.Closing, Client.Step);
        Assert.Equal(":0\r\n", Connect().Command("EXISTS", "k"));
    }

    [Theory]
    [InlineData("nothing", "1", "Unknown option")]
    [InlineData("slowlog-max-len", "2", "duplicate parameter")]
    [InlineData("slowlog-log-slower-than", " 1", "couldn't be parsed")]
    public void ConfigSet_WithAWrongSetting_ChangesNone(string name, string value, string error)
    {
        Assert.Contains(error, Command("CONFIG", "SET", "slowlog-max-len", "1", name, value), StringComparison.Ordinal);
        Assert.Contains("128", Command("CONFIG", "GET", "slowlog-max-len"), StringComparison.Ordinal);
    }

    [Fact]
    public void CommandInfo_OfNoCommand_IsNull() => Assert.Equal("*1\r\n$-1\r\n", Command("COMMAND", "INFO", "nothing"));

    [Fact]
    public void MalformedFrame_AfterACommand_IsAnsweredInOrder()
    {
        Assert.Equal("+PONG\r\n-ERR Protocol error: invalid bulk length\r\n", Client.Send("PING\r\n*1\r\n$x\r\n"));
        Assert.Equal(SessionStep.Closing, Client.Step);
    }

    [Fact]
    public void Command_OfMuchLargerThanABatch_ArrivesInPieces()
    {
        string value = new('v', 3_000_000);
        string frame = Frames.Of("SET", "k", value);
        for (int at = 0; at < frame.Length; at += 100_000)
        {
            string reply = Client.Send(frame[at..Math.Min(at + 100_000, frame.Length)]);
            Assert.Equal(at + 100_000 >= frame.Length ? "+OK\r\n" : "", reply);
        }

        Assert.Equal(":3000000\r\n", Command("STRLEN", "k"));
        Assert.Equal(0, Client.Session.HeldBytes);
    }

    [Fact]
    public void Replies_OfALargePipeline_AreSentInBatches()
    {
        Command("SET", "k", new string('v', 100_000));
        string replies = Client.Send(string.Concat(Enumerable.Repeat(Frames.Of("GET", "k"), 50)));
        Assert.Equal(50 * 100_011, replies.Length);
    }

    [Fact]
    public void Name_OfAClient_IsListed()
    {
        Command("CLIENT", "SETNAME", "tester");
        Assert.Equal("$6\r\ntester\r\n", Command("CLIENT", "GETNAME"));
        Assert.Contains("name=tester", Connect().Command("CLIENT", "LIST"), StringComparison.Ordinal);
    }

    [Fact]
    public void Kill_OfAnotherClient_WakesAndEndsIt()
    {
        SessionHost other = Connect();
        string id = other.Command("CLIENT", "ID").TrimStart(':').TrimEnd();
        Assert.Equal(":1\r\n", Command("CLIENT", "KILL", "ID", id));
        Assert.Equal(1, other.Wakes);
        other.Send("");
        Assert.Equal(SessionStep.Closing, other.Step);
    }

    [Fact]
    public void Info_HasTheFieldsThatToolsRead()
    {
        Command("SET", "k", "v");
        Command("GET", "k");
        Command("GET", "missing");
        string info = Command("INFO");
        Assert.All(
            (string[])["redis_version:", "tcp_port:", "connected_clients:", "used_memory:", "instantaneous_ops_per_sec:",
                "total_commands_processed:", "role:master", "db0:keys=1"],
            field => Assert.Contains(field, info, StringComparison.Ordinal));
        Assert.Contains("keyspace_hits:1\r\nkeyspace_misses:1\r\n", info, StringComparison.Ordinal);
    }

    [Fact]
    public void SlowLog_OfAThresholdOfZero_HasEveryCommand()
    {
        Command("CONFIG", "SET", "slowlog-log-slower-than", "0");
        Command("SET", "k", new string('v', 200));
        string log = Command("SLOWLOG", "GET", "1");
        Assert.Contains("$3\r\nSET\r\n$1\r\nk\r\n", log, StringComparison.Ordinal);
        Assert.Contains("... (72 more bytes)", log, StringComparison.Ordinal);
        Command("SLOWLOG", "RESET");
        Assert.Equal(":1\r\n", Command("SLOWLOG", "LEN"));
    }

    [Fact]
    public void ConfigGet_OfAPatternThatIsNoText_FindsNothing() =>
        Assert.Equal("*0\r\n", Command("CONFIG", "GET", "\u00c8\u00d0\u00ee\u00c8"));
}
