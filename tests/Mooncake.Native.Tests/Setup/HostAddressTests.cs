namespace Mooncake.Native.Tests.Setup;

public sealed class HostAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:50051", "127.0.0.1", 50051)]
    [InlineData("master:1", "master", 1)]
    [InlineData("my_master.default.svc:65535", "my_master.default.svc", 65535)]
    [InlineData("[::1]:50051", "::1", 50051)]
    [InlineData("[fe80::1%2]:7", "fe80::1%2", 7)]
    public void Address_Valid_IsTakenApart(string text, string host, int port)
    {
        Assert.True(HostAddress.TryParse(text, out HostAddress address, out _));
        Assert.Equal(new HostAddress(host, port), address);
    }

    [Theory]
    [InlineData("", "no port")]
    [InlineData("master", "no port")]
    [InlineData("[::1]", "no port")]
    [InlineData("master:", "1 to 65535")]
    [InlineData("master:0", "1 to 65535")]
    [InlineData("master:65536", "1 to 65535")]
    [InlineData("master:+1", "1 to 65535")]
    [InlineData("master:1 ", "1 to 65535")]
    [InlineData("::1:50051", "brackets")]
    [InlineData("[127.0.0.1]:1", "not an IPv6 address")]
    [InlineData("[]:1", "not an IPv6 address")]
    [InlineData(":50051", "no valid host name")]
    [InlineData("a b:1", "no valid host name")]
    [InlineData("a\0b:1", "no valid host name")]
    public void Address_NotValid_IsRefusedWithTheReason(string text, string reason)
    {
        Assert.False(HostAddress.TryParse(text, out _, out string? problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_HostNameLongerThanNamesCanBe_IsRefused() =>
        Assert.False(HostAddress.TryParse(new string('a', 300) + ":1", out _, out _));
}
