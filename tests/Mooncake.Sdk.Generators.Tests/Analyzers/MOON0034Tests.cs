using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0034: key members that are not stored.</summary>
public class MOON0034Tests
{
    [Theory]
    [InlineData("[StoreKey(\"t/{[|Id|]}\")] public partial class T { [StoreIgnore] public int Id { get; init; } public int Other { get; set; } }")]
    [InlineData("[StoreKey(\"t/{[|Id|]:x8}\")] public partial class T { [StoreIgnore] public int Id; }")]
    [InlineData("[StoreKey(\"t/{[|Id|]}\")] public partial record T(string Name) { [StoreIgnore] public int Id { get; init; } }")]
    [InlineData("[StoreKey(\"t/{[|Id|]}\")] public partial class T : B; public class B { [StoreIgnore] public int Id { get; set; } }")]
    [InlineData("[StoreKey(\"t/{[|Id|]}\"), StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreIgnore] public int Id { get; init; } [StoreOrder(0)] public int Other { get; set; } }")]
    [InlineData("[StoreKey(\"t/{[|Id|]}\")] public partial struct T { [StoreIgnore] public int Id { get; init; } public string? Other { get; init; } }")]
    public async Task KeyMember_ThatIsLeftOut_IsFlaggedInTheTemplate(string source)
    {
        Assert.Equal(
            "warning MOON0034: Key member 'Id' of 'T' is not stored ([StoreIgnore]), so a value that was read has another key; store the member, or compute it from stored members",
            Assert.Single(await AnalyzerHarness.VerifyAsync<UnstoredKeyMemberAnalyzer>("using Mooncake;\n" + source)));
    }

    [Theory]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial class T { public int Id { get; init; } [StoreIgnore] public int Other { get; set; } }")]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial record T(string Region, int Number) { [StoreIgnore] public string Id => $\"{Region}-{Number}\"; }")]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial class T { public int Number { get; init; } [StoreIgnore] public int Id { get { return Number; } } }")]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial struct T { [StoreIgnore] public int Id { get; init; } public int Other { get; init; } }")]
    [InlineData("[StoreKey(\"t/{Id}\")] public class T { [StoreIgnore] public int Id { get; init; } }")]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial class T { [Other.StoreIgnore] public int Id { get; init; } } namespace Other { public sealed class StoreIgnoreAttribute : System.Attribute; }")]
    [InlineData("[StoreObject] public partial class T { [StoreIgnore] public int Id { get; init; } }")]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial record T([property: StoreIgnore] int Id);")]
    [InlineData("[StoreKey(\"t/{Id}\"), StoreUnion(0, typeof(C))] public abstract partial class T { [StoreIgnore] public int Id { get; init; } } [StoreObject] public partial class C : T;")]
    public async Task KeyMember_ThatIsThereAfterReading_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<UnstoredKeyMemberAnalyzer>("using Mooncake;\n" + source);
}
