using Mooncake.Server.Sessions;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Sessions;

public sealed class PasswordTests : SessionTest
{
    /// <inheritdoc/>
    protected override RespServerOptions Options => new() { Password = "secret" };

    [Theory]
    [InlineData("GET", "k")]
    [InlineData("PING")]
    [InlineData("SUBSCRIBE", "c")]
    [InlineData("INFO")]
    public void Command_BeforeThePassword_IsRefused(params string[] arguments) =>
        Assert.Equal("-NOAUTH Authentication required.\r\n", Command(arguments));

    [Theory]
    [InlineData("AUTH", "secret")]
    [InlineData("AUTH", "default", "secret")]
    public void Auth_WithThePassword_LetsIn(params string[] arguments)
    {
        Assert.Equal("+OK\r\n", Command(arguments));
        Assert.Equal("+PONG\r\n", Command("PING"));
    }

    [Theory]
    [InlineData("AUTH", "wrong")]
    [InlineData("AUTH", "nobody", "secret")]
    [InlineData("HELLO", "3", "AUTH", "default", "wrong")]
    public void Auth_WithAnythingElse_IsRefused(params string[] arguments)
    {
        Assert.Equal("-WRONGPASS invalid username-password pair or user is disabled.\r\n", Command(arguments));
        Assert.Equal("-NOAUTH Authentication required.\r\n", Command("PING"));
    }

    [Fact]
    public void Hello_WithThePassword_LetsIn() =>
        Assert.StartsWith("%7\r\n", Command("HELLO", "3", "AUTH", "default", "secret"), StringComparison.Ordinal);

    [Fact]
    public void Reset_AfterThePassword_AsksForItAgain()
    {
        Command("AUTH", "secret");
        Command("RESET");
        Assert.Equal("-NOAUTH Authentication required.\r\n", Command("PING"));
    }

    [Fact]
    public void Bytes_BeforeThePassword_AreFew()
    {
        Assert.Equal("-ERR Protocol error: unauthenticated bulk length\r\n", Client.Send("*2\r\n$4\r\nAUTH\r\n$20000\r\n"));
        Assert.Equal(SessionStep.Closing, Client.Step);
    }

    [Fact]
    public void SlowLog_HidesPasswords()
    {
        Command("AUTH", "secret");
        Command("CONFIG", "SET", "slowlog-log-slower-than", "0");
        Command("AUTH", "secret");
        string log = Command("SLOWLOG", "GET", "1");
        Assert.Contains("(redacted)", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", log, StringComparison.Ordinal);
    }
}
