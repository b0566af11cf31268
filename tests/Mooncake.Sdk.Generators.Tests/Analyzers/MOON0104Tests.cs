using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0104: version-tolerant types whose slots follow the source.</summary>
public class MOON0104Tests
{
    [Theory]
    [InlineData("public partial class T { public int A; public int B; }")]
    [InlineData("public partial class T { public string? A { get; set; } }")]
    [InlineData("public partial record T(int A, string B);")]
    [InlineData("public partial struct T { public string? A; }")]
    public async Task Type_WithoutStatedSlots_IsFlaggedAtItsName(string source)
    {
        Assert.Equal(
            "warning MOON0104 T: The members of version-tolerant 'T' get their slots from the source order, so moving one changes how stored objects are read; state each slot with [StoreOrder]",
            Assert.Single(await RunAsync("[StoreObject(StoreLayout.VersionTolerant)] " + source)));
    }

    [Theory]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; public int B; }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial record T([property: StoreOrder(0)] int A);")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T;")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial struct T { public int A; }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public class T { public int A; }")]
    [InlineData("[StoreObject(StoreLayout.Sequential)] public partial class T { public int A; }")]
    [InlineData("[StoreObject] public partial class T { public int A; }")]
    [InlineData("[StoreKey(\"k/{A}\")] public partial record T(int A);")]
    public async Task Type_WithStatedSlotsOrAnotherLayout_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    [Theory]
    [InlineData(
        "public partial class T\n{\n    /// <summary>Kept.</summary>\n    public int A;\n\n    [System.Obsolete(\"Kept.\")]\n    public string? B { get; set; } // kept\n}\n",
        "public partial class T\n{\n    /// <summary>Kept.</summary>\n    [StoreOrder(0)]\n    public int A;\n\n    [StoreOrder(1)]\n    [System.Obsolete(\"Kept.\")]\n    public string? B { get; set; } // kept\n}\n")]
    [InlineData(
        "public partial record T(int A, string B)\n{\n    public int C { get; init; }\n}\n",
        "public partial record T([property: StoreOrder(0)] int A, [property: StoreOrder(1)] string B)\n{\n    [StoreOrder(2)]\n    public int C { get; init; }\n}\n")]
    public async Task Fix_StatesTheSlotsThatMembersHave(string before, string after)
    {
        Assert.Equal(
            "using Mooncake;\n[StoreObject(StoreLayout.VersionTolerant)]\n" + after,
            await FixAsync("[StoreObject(StoreLayout.VersionTolerant)]\n" + before));
    }

    [Theory]
    [InlineData("public partial class T { public int A, B; }")]
    [InlineData("public partial class T : U { public int A; } public class U { public int B; }")]
    public async Task Fix_WhereAnAttributeWouldReachFurther_IsNotOffered(string source)
    {
        Assert.Equal(0, await CodeFixHarness.CountOffersAsync<UnstatedTolerantOrderAnalyzer, StateOrderCodeFixProvider>(
            "using Mooncake; [StoreObject(StoreLayout.VersionTolerant)] " + source));
    }

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<UnstatedTolerantOrderAnalyzer>("using Mooncake;\n" + source);

    private static Task<string> FixAsync(string source) => CodeFixHarness.FixAsync<UnstatedTolerantOrderAnalyzer, StateOrderCodeFixProvider>("using Mooncake;\n" + source);
}
