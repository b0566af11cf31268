using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0107: members of a sequential type with one order.</summary>
public class MOON0107Tests
{
    [Theory]
    [InlineData("[StoreObject] public partial class T { [StoreOrder(1)] public int A; [StoreOrder(1)] public int [|B|]; }", "B", 1, "A")]
    [InlineData("[StoreObject] public partial class T { public int A; public int B; [StoreOrder(0)] public int [|C|]; }", "C", 0, "A")]
    [InlineData("[StoreObject] public partial class T { [StoreOrder(1)] public int [|A|]; public int B; }", "A", 1, "B")]
    [InlineData("[StoreKey(\"t/{A}\")] public partial record T([property: StoreOrder(2)] int [|A|], int B, int C);", "A", 2, "C")]
    public async Task Members_WithOneOrder_AreFlagged(string source, string member, int order, string other)
    {
        Assert.Equal(
            $"warning MOON0107: Order {order} of '{member}' in 'T' is also the order of '{other}', so the source order decides which comes first; give all members different orders",
            Assert.Single(await AnalyzerHarness.VerifyAsync<AmbiguousOrderAnalyzer>("using Mooncake;\n" + source)));
    }

    [Theory]
    [InlineData("[StoreObject] public partial class T { public int A; public int B; }")]
    [InlineData("[StoreObject] public partial class T { [StoreOrder(1)] public int A; [StoreOrder(0)] public int B; }")]
    [InlineData("[StoreObject] public partial class T { [StoreOrder(5)] public int A; public int B; }")]
    [InlineData("[StoreObject] public partial class T { [StoreOrder(-1)] public int A; public int B; }")]
    [InlineData("[StoreObject] public partial class T { [StoreOrder(0)] public int A; public int B; [StoreOrder(2)] public int C; }")]
    [InlineData("[StoreObject(StoreLayout.Explicit)] public partial class T { [StoreOrder(0)] public int A; [StoreOrder(0)] public int B; }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; [StoreOrder(0)] public int B; }")]
    [InlineData("[StoreObject] public partial struct T { [StoreOrder(1)] public int A; [StoreOrder(1)] public int B; }")]
    [InlineData("[StoreObject] public partial class T { [StoreOrder(1), StoreIgnore] public int A; [StoreOrder(1)] public int B; }")]
    [InlineData("[StoreObject] public class T { [StoreOrder(1)] public int A; [StoreOrder(1)] public int B; }")]
    [InlineData("[StoreObject] public partial class T { [Other.StoreOrder(1)] public int A; public int B; } namespace Other { public sealed class StoreOrderAttribute(int order) : System.Attribute { public int Order => order; } }")]
    public async Task Members_WithOrdersThatDiffer_AreNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<AmbiguousOrderAnalyzer>("using Mooncake;\n" + source);
}
