using Mooncake.Server.Sessions;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Sessions;

public sealed class PubSubTests : SessionTest
{
    /// <inheritdoc/>
    protected override RespServerOptions Options => new() { MaxMessageBytes = 65_536 };

    [Fact]
    public void Message_ReachesSubscribersOfTheChannelAndOfPatterns()
    {
        SessionHost plain = Connect();
        SessionHost pattern = Connect();
        Assert.Equal("*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n", plain.Command("SUBSCRIBE", "news"));
        pattern.Command("HELLO", "3");
        Assert.Equal(">3\r\n$10\r\npsubscribe\r\n$2\r\nn*\r\n:1\r\n", pattern.Command("PSUBSCRIBE", "n*"));

        Assert.Equal(":2\r\n", Command("PUBLISH", "news", "hello"));

        Assert.Equal("*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$5\r\nhello\r\n", plain.Send(""));
        Assert.Equal(">4\r\n$8\r\npmessage\r\n$2\r\nn*\r\n$4\r\nnews\r\n$5\r\nhello\r\n", pattern.Send(""));
    }

    [Fact]
    public void Resp2Connection_ThatIsSubscribed_TakesFewCommands()
    {
        Command("SUBSCRIBE", "c");
        Assert.StartsWith("-ERR Can't execute 'get'", Command("GET", "k"), StringComparison.Ordinal);
        Assert.Equal("*2\r\n$4\r\npong\r\n$0\r\n\r\n", Command("PING"));
        Command("UNSUBSCRIBE");
        Assert.Equal("$-1\r\n", Command("GET", "k"));
    }

    [Fact]
    public void Unsubscribe_WithoutSubscriptions_Answers() =>
        Assert.Equal("*3\r\n$11\r\nunsubscribe\r\n$-1\r\n:0\r\n", Command("UNSUBSCRIBE"));

    [Fact]
    public void Subscriber_ThatIsGone_GetsNothing()
    {
        using (SessionHost gone = new(Server))
        {
            gone.Command("SUBSCRIBE", "c");
        }

        Assert.Equal(":0\r\n", Command("PUBLISH", "c", "m"));
        Assert.Equal("*0\r\n", Command("PUBSUB", "CHANNELS"));
    }

    [Fact]
    public void Subscriber_WithTooManyMessages_IsCutOff()
    {
        SessionHost slow = Connect();
        slow.Command("SUBSCRIBE", "c");
        for (int i = 0; i < 10; i++)
        {
            Command("PUBLISH", "c", new string('m', 10_000));
        }

        slow.Send("");
        Assert.Equal(SessionStep.Closing, slow.Step);
    }
}
