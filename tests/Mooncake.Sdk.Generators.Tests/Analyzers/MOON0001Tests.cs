using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0001: stored types and the types around them are partial.</summary>
public class MOON0001Tests
{
    [Theory]
    [InlineData("[StoreObject] public class T;", "T", "'T' is", "it")]
    [InlineData("[StoreKey(\"k/{Id}\")] public record T(int Id);", "T", "'T' is", "it")]
    [InlineData("[StoreUnion(0, typeof(C))] public interface T; [StoreObject] public partial class C : T;", "T", "'T' is", "it")]
    [InlineData("public class Outer { [StoreObject] public partial class T; }", "T", "'Outer' is", "it")]
    [InlineData("public class A { public partial class B { public class C { [StoreObject] public struct T; } } }", "T", "'A', 'C', 'T' are", "them")]
    public async Task Type_ThatIsNotPartial_IsFlaggedAtItsName(string source, string flagged, string closed, string pronoun)
    {
        string single = Assert.Single(await AnalyzerHarness.RunAsync<NotPartialAnalyzer>("using Mooncake; " + source));
        Assert.Equal($"error MOON0001 {flagged}: No code can be generated for 'T', because {closed} not partial; declare {pronoun} 'partial'", single);
    }

    [Theory]
    [InlineData("public class T;")]
    [InlineData("[StoreObject] public partial class T;")]
    [InlineData("[StoreObject] public partial class T; public partial class T { public int A; }")]
    [InlineData("public partial class Outer { [StoreObject] public partial record struct T(int A); }")]
    [InlineData("[StoreObject] partial interface T;")]
    [InlineData("public class Outer { public class T { [StoreIgnore] public int A; } }")]
    [InlineData("public partial class T { [StoreObject] public partial class U; public class V; }")]
    [InlineData("namespace Look { class StoreObjectAttribute : System.Attribute; [StoreObject] class T; }")]
    [InlineData("namespace Look.Alike { class StoreKeyAttribute(string t) : System.Attribute { public string T => t; } [StoreKey(\"{A}\")] class T; }")]
    public async Task Type_ThatIsPartialOrNotMarked_IsNotFlagged(string source) =>
        Assert.Empty(await AnalyzerHarness.RunAsync<NotPartialAnalyzer>("using Mooncake; " + source));

    [Fact]
    public async Task Fix_MakesTheTypePartial()
    {
        Assert.Equal(
            "using Mooncake;\n\n/// <summary>Kept.</summary>\n[StoreKey(\"k/{Id}\")]\npublic sealed partial record T(int Id); // kept\n",
            await FixAsync("using Mooncake;\n\n/// <summary>Kept.</summary>\n[StoreKey(\"k/{Id}\")]\npublic sealed record T(int Id); // kept\n"));
    }

    [Fact]
    public async Task Fix_MakesTheTypesAroundPartial()
    {
        Assert.Equal(
            "using Mooncake;\npublic static partial class A\n{\n    partial struct B\n    {\n        [StoreObject]\n        internal partial class T;\n    }\n}\n",
            await FixAsync("using Mooncake;\npublic static class A\n{\n    struct B\n    {\n        [StoreObject]\n        internal partial class T;\n    }\n}\n"));
    }

    [Fact]
    public async Task FixAll_MakesATypeAroundTwoPartialOnce()
    {
        Assert.Equal(
            "using Mooncake;\npublic partial class A\n{\n    [StoreObject] public partial class T;\n    [StoreObject] public partial class U;\n}\n",
            await CodeFixHarness.FixAllAsync<NotPartialAnalyzer, MakePartialCodeFixProvider>(
                "using Mooncake;\npublic class A\n{\n    [StoreObject] public class T;\n    [StoreObject] public class U;\n}\n"));
    }

    private static Task<string> FixAsync(string source) => CodeFixHarness.FixAsync<NotPartialAnalyzer, MakePartialCodeFixProvider>(source);
}
