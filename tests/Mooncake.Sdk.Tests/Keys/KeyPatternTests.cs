using System.Text.RegularExpressions;
using Mooncake.Keys;

namespace Mooncake.Sdk.Tests.Keys;

public class KeyPatternTests
{
    [Theory]
    [InlineData("llama", 0, "^a/")]
    [InlineData("llama", 1, "^a/llama-")]
    [InlineData("llama", 2, "^a/llama-3:")]
    [InlineData("a.b*c(d)", 1, @"^a/a\.b\*c\(d\)-")]
    [InlineData("^$\\+?[]{}|", 1, @"^a/\^\$\\\+\?\[\]\{\}\|-")]
    [InlineData("-漢/", 1, "^a/%2D漢/-")]
    public void StartingWith_AnyParts_IsAnchoredAndEscaped(string x, int parts, string expected) =>
        Assert.Equal(expected, KeyPattern.StartingWith(new SampleKey(x, 3, ""), parts).GetValueOrThrow());

    [Fact]
    public void StartingWith_NastyParts_MatchesTheKeyItself()
    {
        Random random = new(3);
        for (int i = 0; i < 2000; i++)
        {
            SampleKey key = new(NastyText.Next(random), random.Next(-20, 20), NastyText.Next(random));
            Assert.Matches(new Regex(KeyPattern.StartingWith(in key, 2).GetValueOrThrow(), RegexOptions.ECMAScript), key.ToString());
        }
    }

    [Fact]
    public void StartingWith_PartsBehind_AreNotLookedAt() =>
        Assert.Equal("^a/x-", KeyPattern.StartingWith(new SampleKey("x", 0, null!), 1).GetValueOrThrow());

    [Fact]
    public void StartingWith_NotEncodable_IsAnError()
    {
        StoreResult<string> result = KeyPattern.StartingWith(new SampleKey("\uD800", 0, ""), 1);
        Assert.Equal(StoreErrorCode.KeyNotEncodable, result.Error!.Code);
        Assert.Equal(StoreOperation.Remove, result.Error.Operation);
    }
}
