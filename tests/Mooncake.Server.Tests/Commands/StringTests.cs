using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Commands;

public sealed class StringTests : SessionTest
{
    [Fact]
    public void MSetNx_OfAKeyThatStandsTwice_StoresItsLastValue()
    {
        Assert.Equal(":1\r\n", Command("MSETNX", "a", "1", "b", "2", "a", "3", "c", "4", "c", "5"));
        Assert.Equal("*3\r\n$1\r\n3\r\n$1\r\n2\r\n$1\r\n5\r\n", Command("MGET", "a", "b", "c"));
    }

    [Fact]
    public void IncrByFloat_OfALargeObject_IsNoNumber()
    {
        Command("SET", "k", new string('1', 100_000));
        Assert.Equal("-ERR value is not a valid float\r\n", Command("INCRBYFLOAT", "k", "1"));
    }

    [Theory]
    [InlineData("1\0")]
    [InlineData("1e2\0")]
    [InlineData("1e4933")]
    [InlineData("1e-4952")]
    public void IncrByFloat_ByWhatIsNoNumber_IsRefused(string increment) =>
        Assert.Equal("-ERR value is not a valid float\r\n", Command("INCRBYFLOAT", "k", increment));

    [Theory]
    [InlineData("1e-4950")]
    [InlineData("0e99999999999999999999")]
    public void IncrByFloat_ByASmallNumber_IsExact(string increment) => Assert.Equal("$1\r\n0\r\n", Command("INCRBYFLOAT", "k", increment));

    [Fact]
    public void IncrByFloat_BeyondTheLargestNumber_IsRefused()
    {
        string largest = Command("INCRBYFLOAT", "k", "1.18973149535723176502e+4932");
        Assert.StartsWith("$4933\r\n11897314953572317650", largest, StringComparison.Ordinal);
        Assert.Equal("-ERR increment would produce NaN or Infinity\r\n", Command("INCRBYFLOAT", "k", "1e4932"));
    }

    [Fact]
    public void SetOrGetEx_WithATimeTwice_TakesTheLast()
    {
        Assert.Equal("+OK\r\n", Command("SET", "k", "v", "EX", "0", "NX", "EX", "100"));
        Assert.Equal(":100\r\n", Command("TTL", "k"));
        Assert.Equal("$1\r\nv\r\n", Command("GETEX", "k", "PX", "1", "PX", "7000"));
        Assert.Equal(":7000\r\n", Command("PTTL", "k"));
        Assert.Equal("-ERR syntax error\r\n", Command("SET", "k", "v", "EX", "1", "PX", "1"));
    }

    [Fact]
    public void Get_AfterSet_ReturnsTheBytes()
    {
        Assert.Equal("+OK\r\n", Command("SET", "k", "a\0\r\nb"));
        Assert.Equal("$5\r\na\0\r\nb\r\n", Command("GET", "k"));
    }

    [Fact]
    public void Get_OfNothing_IsNull() => Assert.Equal("$-1\r\n", Command("GET", "k"));

    [Fact]
    public async Task Values_OfTheServerAndOfTheSdk_AreTheSameBytes()
    {
        await Store.Raw.PutAsync("sdk", new byte[] { 1, 2, 3 }, cancellationToken: TestContext.Current.CancellationToken);
        Command("SET", "server", "abc");

        Assert.Equal("$3\r\n\u0001\u0002\u0003\r\n", Command("GET", "sdk"));
        Assert.Equal("abc"u8.ToArray(), (await Store.Raw.GetAsync("server", TestContext.Current.CancellationToken)).GetValueOrThrow());
    }

    [Theory]
    [InlineData("NX", "$-1\r\n", "old")]
    [InlineData("XX", "+OK\r\n", "new")]
    [InlineData("GET", "$3\r\nold\r\n", "new")]
    public void Set_OfAKeyThatExists_FollowsItsOption(string option, string reply, string value)
    {
        Command("SET", "k", "old");
        Assert.Equal(reply, Command("SET", "k", "new", option));
        Assert.Equal($"$3\r\n{value}\r\n", Command("GET", "k"));
    }

    [Theory]
    [InlineData("NX", "+OK\r\n")]
    [InlineData("XX", "$-1\r\n")]
    [InlineData("GET", "$-1\r\n")]
    public void Set_OfANewKey_FollowsItsOption(string option, string reply) => Assert.Equal(reply, Command("SET", "k", "v", option));

    [Fact]
    public void SetOrDel_UnderALease_Succeeds()
    {
        Command("SET", "k", "v");
        Command("GET", "k");
        Assert.Equal("+OK\r\n", Command("SET", "k", "w"));
        Command("GET", "k");
        Assert.Equal(":1\r\n", Command("DEL", "k"));
    }

    [Fact]
    public void Set_OfAnEmptyValue_IsAnError() => Assert.Equal("-ERR the store cannot hold an empty value\r\n", Command("SET", "k", ""));

    [Theory]
    [InlineData("", "-ERR the store cannot hold an object under an empty key\r\n")]
    [InlineData("a\0b", "-ERR the store cannot hold a key with a NUL byte\r\n")]
    public void Set_OfAKeyThatTheStoreCannotHold_IsAnError(string key, string reply)
    {
        Assert.Equal(reply, Command("SET", key, "v"));
        Assert.Equal(reply, Command("GET", key));
    }

    [Fact]
    public void Set_OfAKeyThatIsNoText_Works()
    {
        Command("SET", "\u00ff\u0080", "v");
        Assert.Equal("$1\r\nv\r\n", Command("GET", "\u00ff\u0080"));
    }

    [Fact]
    public void Set_WithoutRoom_IsRedisErrorOfMemory() =>
        Assert.StartsWith("-OOM command not allowed", Command("SET", "k", new string('x', 65 << 20)), StringComparison.Ordinal);

    [Fact]
    public void MGet_WithABadKey_IsOneError()
    {
        Command("SET", "k", "v");
        Assert.Equal("-ERR the store cannot hold an object under an empty key\r\n", Command("MGET", "k", "", "k"));
    }

    [Fact]
    public void MSetNx_WithAKeyThatExists_StoresNothing()
    {
        Command("SET", "b", "old");
        Assert.Equal(":0\r\n", Command("MSETNX", "a", "1", "b", "2"));
        Assert.Equal("*2\r\n$-1\r\n$3\r\nold\r\n", Command("MGET", "a", "b"));
    }

    [Fact]
    public void Append_KeepsTheExpiry()
    {
        Command("SET", "k", "a", "EX", "100");
        Assert.Equal(":2\r\n", Command("APPEND", "k", "b"));
        Assert.Equal(":100\r\n", Command("TTL", "k"));
    }

    [Fact]
    public void SetRange_BehindTheEnd_FillsWithZeros()
    {
        Command("SET", "k", "a");
        Assert.Equal(":5\r\n", Command("SETRANGE", "k", "3", "bc"));
        Assert.Equal("$5\r\na\0\0bc\r\n", Command("GET", "k"));
    }

    [Theory]
    [InlineData("0.1", "0.2", "0.3")]
    [InlineData("3", "1.1", "4.1")]
    [InlineData("10.50", "0.1", "10.6")]
    [InlineData("5.0e3", "2.0e2", "5200")]
    [InlineData("1", "-1", "0")]
    public void IncrByFloat_GivesRedisText(string value, string increment, string sum)
    {
        Command("SET", "k", value);
        Assert.Equal($"${sum.Length}\r\n{sum}\r\n", Command("INCRBYFLOAT", "k", increment));
    }

    [Fact]
    public void GetDel_OfALargeObject_ReturnsItOnce()
    {
        string value = new('x', 100_000);
        Command("SET", "k", value);
        Assert.Equal($"$100000\r\n{value}\r\n", Command("GETDEL", "k"));
        Assert.Equal("$-1\r\n", Command("GETDEL", "k"));
    }
}
