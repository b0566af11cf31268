using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0117: comparers in initializers of stored members.</summary>
public class MOON0117Tests
{
    private const string Usings = """
        using System; using System.Collections.Generic; using System.Collections.Frozen; using System.Collections.Immutable; using System.Linq;
        using MemoryPack; using Mooncake;

        """;

    [Theory]
    [InlineData("public Dictionary<string, int> A { get; init; } = new([|StringComparer.OrdinalIgnoreCase|]);")]
    [InlineData("public HashSet<string> A { get; init; } = new(4, [|StringComparer.Ordinal|]);")]
    [InlineData("public required SortedSet<string> A { get; set; } = new([|StringComparer.Ordinal|]);")]
    [InlineData("public IDictionary<string, int> A { get; set; } = new Dictionary<string, int>([|StringComparer.OrdinalIgnoreCase|]);")]
    [InlineData("public ImmutableHashSet<string> A = ImmutableHashSet.Create<string>([|StringComparer.Ordinal|]);")]
    [InlineData("public FrozenSet<string> A { get; set; } = new[] { \"a\" }.ToFrozenSet([|StringComparer.OrdinalIgnoreCase|]);")]
    [InlineData("public Dictionary<string, int> A { get; set; } = new[] { 1 }.ToDictionary(static i => \"a\", [|StringComparer.OrdinalIgnoreCase|]);")]
    public async Task Comparer_ThatIsLost_IsFlagged(string member)
    {
        string message = Assert.Single(await AnalyzerHarness.VerifyAsync<LostComparerAnalyzer>($"{Usings}[StoreObject] public partial class T {{ {member} }}"));
        Assert.StartsWith("warning MOON0117: 'StringComparer.", message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[StoreObject] public partial class T { public Dictionary<string, int> A { get; set; } = new(StringComparer.OrdinalIgnoreCase); }")]
    [InlineData("[StoreObject] public partial class T { public HashSet<string> A = new HashSet<string>(StringComparer.Ordinal); }")]
    [InlineData("[StoreObject] public partial class T { [StoreKeepInitializer] public SortedList<string, int> A { get; set; } = new(StringComparer.Ordinal); }")]
    [InlineData("[StoreObject] public partial class T { public Dictionary<string, int> A { get; init; } = new(16); }")]
    [InlineData("[StoreObject] public partial class T { public Dictionary<string, int> A { get; init; } = []; }")]
    [InlineData("[StoreObject] public partial class T { public HashSet<string> A { get; init; } = new(comparer: null); }")]
    [InlineData("[StoreObject] public partial class T { public List<HashSet<string>> A { get; init; } = [new(StringComparer.Ordinal)]; }")]
    [InlineData("[StoreObject] public partial class T { public string? B; [StoreIgnore] public HashSet<string> A { get; init; } = new(StringComparer.Ordinal); }")]
    [InlineData("[StoreObject] public partial class T { public string? B; private static readonly HashSet<string> A = new(StringComparer.Ordinal); public static int C => A.Count; }")]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { public HashSet<string> A { get; init; } = new(StringComparer.Ordinal); }")]
    [InlineData("public class T { public HashSet<string> A { get; init; } = new(StringComparer.Ordinal); }")]
    [InlineData("[StoreObject] public partial class T { public StringComparer? A() => null; public HashSet<string>? B { get; init; } }")]
    public async Task OtherInitializers_AreNotFlagged(string source) =>
        Assert.Empty(await AnalyzerHarness.RunAsync<LostComparerAnalyzer>(Usings + source));
}
