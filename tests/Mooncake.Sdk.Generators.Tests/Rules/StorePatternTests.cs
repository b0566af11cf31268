using System.Reflection;
using System.Text.Json;
using Mooncake.Sdk.Generators.Analyzers.Usage;

namespace Mooncake.Sdk.Generators.Tests.Rules;

/// <summary>What the rules say of patterns, held against what the store's regular expressions answered.</summary>
public class StorePatternTests
{
    /// <summary>Patterns of ASCII only: bytes beyond are not text there.</summary>
    private static readonly (string Pattern, string Input, string Answer)[] Facts = ReadFacts();

    [Fact]
    public void Pattern_ThatIsCalledRefused_IsRefused()
    {
        string[] refused = [.. Facts.Where(static fact => fact.Pattern.Length > 0 && StorePattern.Read(fact.Pattern).Error is not null).Select(static fact => fact.Answer)];
        Assert.NotEmpty(refused);
        Assert.All(refused, static answer => Assert.Equal("error", answer));
    }

    [Fact]
    public void Pattern_ThatIsCalledAMatchForEverything_MatchesEveryInput()
    {
        (string Pattern, string Input, string Answer)[] wide =
            [.. Facts.Where(static fact => fact.Input.Length > 0 && StorePattern.Read(fact.Pattern).MatchesEverything)];
        Assert.NotEmpty(wide);
        Assert.All(wide, static fact => Assert.Equal("match", fact.Answer));
    }

    /// <summary>Not all that is refused is known to the rule, but most of it.</summary>
    [Fact]
    public void Pattern_ThatIsRefused_IsMostlyKnown()
    {
        string[] refused = [.. Facts.Where(static fact => fact.Answer == "error").Select(static fact => fact.Pattern).Distinct()];
        string[] unknown = [.. refused.Where(static pattern => StorePattern.Read(pattern).Error is null)];
        Assert.True(unknown.Length * 2 < refused.Length, string.Join("  ", unknown));
    }

    private static (string Pattern, string Input, string Answer)[] ReadFacts()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("std-regex-facts.json")!;
        string[][] facts = JsonSerializer.Deserialize<string[][]>(stream)!;
        return [.. facts.Where(static fact => fact[0].All(char.IsAscii)).Select(static fact => (fact[0], fact[1], fact[2]))];
    }
}
