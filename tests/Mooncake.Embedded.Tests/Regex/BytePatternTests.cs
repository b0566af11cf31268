using System.Text;
using System.Text.Json;
using Mooncake.Embedded.Regex;

namespace Mooncake.Embedded.Tests.Regex;

/// <summary>What the pattern engine answers, against what GNU's std::regex was seen to answer.</summary>
public sealed class BytePatternTests
{
    /// <summary>GNU's library reads \cX as the letter X; ECMAScript and this engine as a control character.</summary>
    private static readonly string[] ControlEscapes = [@"\cA", @"\ca", @"\c1", @"\c_", @"[\cA]", @"[\cA-\cC]"];

    public static TheoryData<string, string, string> Facts()
    {
        using Stream stream = typeof(BytePatternTests).Assembly.GetManifestResourceStream("std-regex-facts.json")!;
        TheoryData<string, string, string> facts = [];
        foreach (string[] fact in JsonSerializer.Deserialize<string[][]>(stream)!)
        {
            if (!ControlEscapes.Contains(fact[0]))
            {
                facts.Add(fact[0], fact[1], fact[2]);
            }
        }

        return facts;
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void Pattern_OnRecordedInput_AnswersAsRecorded(string pattern, string input, string recorded) =>
        Assert.Equal(recorded, Search(pattern, input));

    [Theory]
    [InlineData(@"^\cA$", "\u0001", "match")]
    [InlineData(@"^\cz$", "\u001a", "match")]
    [InlineData(@"^[\cA-\cC]$", "\u0002", "match")]
    [InlineData(@"\cA", "A", "none")]
    [InlineData(@"\c1", "1", "error")]
    [InlineData(@"\c", "c", "error")]
    public void ControlEscape_IsWhatEcmaScriptSays(string pattern, string input, string expected) =>
        Assert.Equal(expected, Search(pattern, input));

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|a)*$")]
    [InlineData("(a*)*$")]
    [InlineData("(?=(a+)+$)")]
    [InlineData(@"(a+)+\1$")]
    public void HostilePattern_EndsInTooCostly(string pattern)
    {
        BytePatternMatcher matcher = new(Compile(pattern)!, TimeSpan.FromMilliseconds(50));

        Assert.False(matcher.IsMatch(Encoding.Latin1.GetBytes(new string('a', 60) + "b")));

        Assert.True(matcher.IsTooCostly);
    }

    [Fact]
    public void LongInput_DoesNotExhaustTheThreadsStack()
    {
        byte[] input = [.. Enumerable.Repeat((byte)'a', 1 << 20), (byte)'b'];
        BytePatternMatcher matcher = new(Compile("^(a|c)*b$")!, TimeSpan.FromMinutes(1));

        Assert.True(matcher.IsMatch(input));
    }

    [Theory]
    [InlineData("(", 1000)]
    [InlineData("(?=", 100_000)]
    [InlineData("a{2}", 100_000)]
    [InlineData("[", 100_000)]
    [InlineData(@"\", 99_999)]
    public void DeeplyNestedOrEndlessPattern_IsRefused(string part, int times) =>
        Assert.Null(Compile(string.Concat(Enumerable.Repeat(part, times))));

    [Theory]
    [InlineData("(", ")")]
    [InlineData("(?:", ")")]
    [InlineData("(?=", ")")]
    [InlineData("", "*")]
    [InlineData("", "{1}")]
    public void NestedPattern_IsTakenUpToTheLimit(string open, string close)
    {
        Assert.NotNull(Compile(Nested(PatternParser.MaxDepth)));
        Assert.Null(Compile(Nested(PatternParser.MaxDepth + 1)));

        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + 'a' + string.Concat(Enumerable.Repeat(close, depth));
    }

    [Fact]
    public void NestedPattern_OfGroupsAndRepetitionsTogether_DoesNotExhaustTheThreadsStack()
    {
        // 99 groups, each with 99 quantifiers behind it: neither of them too many, and ten thousand parts inside each other.
        Assert.Null(Compile($"{new string('(', 99)}a{string.Concat(Enumerable.Repeat(new string('*', 99) + ')', 99))}"));
    }

    [Fact]
    public void NestedRepetitionOfNothing_IsRefusedQuickly() => Assert.Null(Compile("(?:(?:){50000}){50000}"));

    [Fact]
    public void RandomPatterns_NeverThrow()
    {
        Random random = new(1);
        const string Alphabet = @"ab01()[]{}|*+?.^$\-:=!,dDwWsSbBxuc<";
        for (int i = 0; i < 20_000; i++)
        {
            string pattern = new([.. Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            if (Compile(pattern) is { } compiled)
            {
                new BytePatternMatcher(compiled, TimeSpan.FromSeconds(10)).IsMatch("ab01-a"u8);
            }
        }
    }

    private static BytePattern? Compile(string pattern) => BytePattern.TryCompile(Encoding.Latin1.GetBytes(pattern));

    private static string Search(string pattern, string input)
    {
        if (Compile(pattern) is not { } compiled)
        {
            return "error";
        }

        BytePatternMatcher matcher = new(compiled, TimeSpan.FromSeconds(30));
        bool isMatch = matcher.IsMatch(Encoding.Latin1.GetBytes(input));
        Assert.False(matcher.IsTooCostly);
        return isMatch ? "match" : "none";
    }
}
