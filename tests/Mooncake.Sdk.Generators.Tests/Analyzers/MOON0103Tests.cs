using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0103: orders that do not fit the layout.</summary>
public class MOON0103Tests
{
    [Theory]
    [InlineData("Explicit", "[StoreOrder(1)] public int A;", "A", "its order is 1, expected 0; explicit orders start at 0 and have no gaps")]
    [InlineData("Explicit", "[StoreOrder(0)] public int A; [StoreOrder(2)] public int B;", "B", "its order is 2, expected 1; explicit orders start at 0 and have no gaps")]
    [InlineData("Explicit", "[StoreOrder(0)] public int A; public string? B { get; set; }", "B", "it has no [StoreOrder], which an explicit layout requires on every member; state its order")]
    [InlineData("Explicit", "[StoreOrder(0)] public int A; [StoreOrder(0)] public int B;", "B", "'A' has order 0 too; state another")]
    [InlineData("Explicit", "[StoreOrder(-1)] public int A;", "A", "its order is -1, expected 0; explicit orders start at 0 and have no gaps")]
    [InlineData("VersionTolerant", "[StoreOrder(1)] public int A; [StoreOrder(1)] public int B;", "B", "'A' has order 1 too; state another")]
    [InlineData("VersionTolerant", "[StoreOrder(1)] public int A; public int B;", "B", "it has no [StoreOrder], but other members have; state its slot")]
    [InlineData("VersionTolerant", "[StoreOrder(249)] public int A;", "A", "its slot is 249, expected 0 to 248; state another")]
    [InlineData("VersionTolerant", "[StoreOrder(-1)] public int A;", "A", "its slot is -1, expected 0 to 248; state another")]
    public async Task Order_ThatDoesNotFit_IsFlaggedAtTheMember(string layout, string members, string flagged, string reason)
    {
        Assert.Equal(
            $"error MOON0103 {flagged}: Member '{flagged}' does not match the layout of 'T': {reason}",
            Assert.Single(await RunAsync($"[StoreObject(StoreLayout.{layout})] public partial class T {{ {members} }}")));
    }

    [Theory]
    [InlineData("Explicit", "[StoreOrder(1)] public int A; [StoreOrder(0)] public int B;")]
    [InlineData("Explicit", "")]
    [InlineData("Explicit", "[StoreOrder(0)] public int A; [StoreIgnore] public int B; private int C; public int D() => C;")]
    [InlineData("VersionTolerant", "[StoreOrder(7)] public int A; [StoreOrder(3)] public int B;")]
    [InlineData("VersionTolerant", "[StoreOrder(248)] public int A;")]
    [InlineData("VersionTolerant", "public int A; public int B;")]
    [InlineData("Sequential", "[StoreOrder(7)] public int A; public int B;")]
    [InlineData("Sequential", "[StoreOrder(7)] public int A; [StoreOrder(7)] public int B;")]
    public async Task Order_ThatFits_IsNotFlagged(string layout, string members) =>
        Assert.Empty(await RunAsync($"[StoreObject(StoreLayout.{layout})] public partial class T {{ {members} }}"));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<InvalidMemberOrderAnalyzer>("using Mooncake;\n" + source);
}
