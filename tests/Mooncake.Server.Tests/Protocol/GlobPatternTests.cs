using System.Text;
using Mooncake.Server.Protocol;

namespace Mooncake.Server.Tests.Protocol;

public sealed class GlobPatternTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "abbbd", false)]
    [InlineData("h?llo", "hello", true)]
    [InlineData("h?llo", "hllo", false)]
    [InlineData("h[ae]llo", "hallo", true)]
    [InlineData("h[^e]llo", "hello", false)]
    [InlineData("h[a-c]llo", "hbllo", true)]
    [InlineData("h[c-a]llo", "hbllo", true)]
    [InlineData("a\\*c", "a*c", true)]
    [InlineData("a\\*c", "abc", false)]
    [InlineData("*a*b*c*", "xxaxxbxxcxx", true)]
    [InlineData("[", "a", false)]
    [InlineData("", "a", false)]
    public void Pattern_Matches_AsInRedis(string pattern, string text, bool matches) =>
        Assert.Equal(matches, GlobPattern.IsMatch(Encoding.ASCII.GetBytes(pattern), Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Pattern_OfManyStars_TakesNoExponentialTime() =>
        Assert.False(
            GlobPattern.IsMatch(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a*", 50)) + "b"), new byte[5000].AsSpan()));

    [Theory]
    [InlineData("user:*", "user:")]
    [InlineData("plain", "plain")]
    [InlineData("*", "")]
    [InlineData("a[b]", "a")]
    public void LiteralPrefix_EndsBeforeTheFirstSpecialCharacter(string pattern, string prefix) =>
        Assert.Equal(prefix, Encoding.ASCII.GetString(GlobPattern.LiteralPrefix(Encoding.ASCII.GetBytes(pattern))));
}
