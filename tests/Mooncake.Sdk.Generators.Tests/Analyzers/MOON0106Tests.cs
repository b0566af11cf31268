using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0106: stored types below a union that does not list them.</summary>
public class MOON0106Tests
{
    [Theory]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface U; [StoreObject] public partial class C : U; [StoreObject] public partial class [|D|] : U;", 1)]
    [InlineData("[StoreUnion(7, typeof(C)), StoreUnion(3, typeof(E))] public partial interface U; [StoreObject] public partial class C : U; [StoreObject] public partial class E : U; [StoreKey(\"d/{Id}\")] public sealed partial record [|D|](int Id) : U;", 8)]
    [InlineData("[StoreUnion(0, typeof(C))] public abstract partial class U; [StoreObject] public partial class C : U; [StoreObject] public partial class [|D|] : C;", 1)]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface U; public interface V : U; [StoreObject] public partial class C : U; [StoreObject] public partial class [|D|] : V;", 1)]
    public async Task Type_ThatIsNotListed_IsFlaggedAtItsName(string source, int next)
    {
        Assert.Equal(
            $"warning MOON0106: Union 'U' does not list 'D', so a put of a 'D' as 'U' fails; add [StoreUnion({next}, typeof(D))] to 'U'",
            Assert.Single(await AnalyzerHarness.VerifyAsync<UnlistedUnionCaseAnalyzer>("using Mooncake;\n" + source)));
    }

    [Fact]
    public async Task GenericType_ThatIsNotListed_IsNamedWithItsParameters()
    {
        Assert.Equal(
            "warning MOON0106: Union 'U' does not list 'D<T>', so a put of a 'D<T>' as 'U' fails; add [StoreUnion(1, typeof(D<T>))] to 'U'",
            Assert.Single(await AnalyzerHarness.VerifyAsync<UnlistedUnionCaseAnalyzer>(
                "using Mooncake;\n[StoreUnion(0, typeof(C))] public partial interface U; [StoreObject] public partial class C : U; [StoreObject] public partial class [|D|]<T> : U;")));
    }

    [Fact]
    public async Task Type_BelowTwoUnions_IsFlaggedForEachThatDoesNotListIt()
    {
        Assert.Equal(2, (await RunAsync(
            "[StoreUnion(0, typeof(C))] public partial interface U; [StoreUnion(0, typeof(C))] public partial interface V; [StoreObject] public partial class C : U, V; [StoreObject] public partial class D : U, V;")).Length);
    }

    [Theory]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface U; [StoreObject] public partial class C : U;")]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface U; [StoreObject] public partial class C : U; public class D : U;")]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface U; [StoreObject] public partial class C : U; [StoreObject] public partial class D;")]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface U; [StoreObject] public partial class C : U; [StoreUnion(0, typeof(C))] public abstract partial class D : U;")]
    [InlineData("[StoreUnion(0, typeof(C<int>))] public partial interface U; [StoreObject] public partial class C<T> : U;")]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface U<T>; [StoreObject] public partial class C : U<int>;")]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface U; [StoreObject] public partial class C : U; [StoreObject] public partial struct D : U;")]
    [InlineData("public interface U; [StoreObject] public partial class C : U;")]
    [InlineData("[Other.StoreUnion] public interface U; [StoreObject] public partial class C : U; namespace Other { public sealed class StoreUnionAttribute : System.Attribute; }")]
    public async Task Type_ThatIsListedOrNotBelow_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    [Theory]
    [InlineData(
        "/// <summary>U.</summary>\n[StoreUnion(0, typeof(C))]\npublic partial interface U;\n[StoreObject]\npublic partial class C : U;\n[StoreObject]\npublic partial class D : U;\n",
        "/// <summary>U.</summary>\n[StoreUnion(0, typeof(C))]\n[StoreUnion(1, typeof(D))]\npublic partial interface U;\n[StoreObject]\npublic partial class C : U;\n[StoreObject]\npublic partial class D : U;\n")]
    [InlineData(
        "namespace N\n{\n    public partial class O\n    {\n        [StoreUnion(0, typeof(C))]\n        public abstract partial class U;\n        [StoreObject] public partial class C : U;\n    }\n}\nnamespace M\n{\n    [StoreObject] public partial class D : N.O.U;\n}\n",
        "namespace N\n{\n    public partial class O\n    {\n        [StoreUnion(0, typeof(C))]\n        [StoreUnion(1, typeof(M.D))]\n        public abstract partial class U;\n        [StoreObject] public partial class C : U;\n    }\n}\nnamespace M\n{\n    [StoreObject] public partial class D : N.O.U;\n}\n")]
    public async Task Fix_ListsTheTypeUnderTheNextTag(string before, string after)
    {
        Assert.Equal(
            "using Mooncake;\n" + after,
            await CodeFixHarness.FixAsync<UnlistedUnionCaseAnalyzer, ListUnionCaseCodeFixProvider>("using Mooncake;\n" + before));
    }

    [Theory]
    [InlineData("[StoreUnion(65535, typeof(C))] public partial interface U; [StoreObject] public partial class C : U; [StoreObject] public partial class D : U;")]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface U; [StoreObject] public partial class C : U; [StoreObject] public partial class D<T> : U;")]
    public async Task Fix_WithoutAnObviousEntry_IsNotOffered(string source) =>
        Assert.Equal(0, await CodeFixHarness.CountOffersAsync<UnlistedUnionCaseAnalyzer, ListUnionCaseCodeFixProvider>("using Mooncake;\n" + source));

    [Fact]
    public void Fix_OfAllAtOnce_IsNotOffered() => Assert.Null(new ListUnionCaseCodeFixProvider().GetFixAllProvider());

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<UnlistedUnionCaseAnalyzer>("using Mooncake;\n" + source);
}
