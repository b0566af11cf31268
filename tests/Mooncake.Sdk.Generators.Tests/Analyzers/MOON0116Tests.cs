using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0116: members of base types that generated code cannot access.</summary>
public class MOON0116Tests
{
    [Theory]
    [InlineData("public class B { [StoreInclude] private int [|M|]; public int Get() => M; } [StoreObject] public partial class T : B;")]
    [InlineData("[StoreObject] public partial class B { [StoreInclude] private int [|M|] { get; set; } } [StoreObject] public partial class T : B;")]
    [InlineData("public class B { [StoreInclude] protected int [|M|] { private get; set; } } public class C : B; [StoreObject] public partial class T : C { public int A; }")]
    [InlineData("public record B { [StoreInclude] private string? [|M|] { get; init; } } [StoreKey(\"t/{Id}\")] public partial record T(int Id) : B;")]
    [InlineData("[StoreUnion(0, typeof(T))] public partial class B { [StoreInclude] private int [|M|]; public int Get() => M; } [StoreObject(StoreLayout.VersionTolerant)] public partial class T : B { [StoreOrder(0)] public int A; }")]
    [InlineData("public partial class Outer { public class B { [StoreInclude] private int [|M|]; public int Get() => M; } [StoreObject] public partial class T : B; }")]
    [InlineData("public class B<V> { [StoreInclude] private V? [|M|] { get; set; } } [StoreObject] public partial class T : B<int>;")]
    public async Task Member_ThatTheStoredTypeCannotAccess_IsFlaggedAtItsName(string source)
    {
        Assert.Equal(
            "warning MOON0116: Member 'M' of 'B' is not stored with 'T', because code generated in 'T' cannot access it; make it protected or internal, or leave it out with [StoreIgnore]",
            Assert.Single(await AnalyzerHarness.VerifyAsync<UnreachableMemberAnalyzer>(Start + source)));
    }

    [Theory]
    [InlineData("public class B { [StoreInclude] protected int M; [StoreInclude] internal int N; [StoreInclude] private protected int O; } [StoreObject] public partial class T : B;")]
    [InlineData("public class B { private int M; public int Get() => M; } [StoreObject] public partial class T : B;")]
    [InlineData("public class B { [StoreInclude, StoreIgnore] private int M; public int Get() => M; } [StoreObject] public partial class T : B;")]
    [InlineData("public class B { [StoreInclude] private static int M; public int Get() => M; } [StoreObject] public partial class T : B;")]
    [InlineData("[StoreObject] public partial class T { [StoreInclude] private int M; }")]
    [InlineData("public class B { [StoreInclude] private int M; public int Get() => M; } public class T : B;")]
    [InlineData("[StoreUnion(0, typeof(T))] public abstract partial class B { [StoreInclude] private int M; public int Get() => M; } [StoreObject] public partial class T : B;")]
    [InlineData("public partial class B { [StoreInclude] private int M; public int Get() => M; [StoreObject] public partial class T : B; }")]
    [InlineData("public partial class B<V> { [StoreInclude] private int M; public int Get() => M; [StoreObject] public partial class T : B<int>; }")]
    [InlineData("public class B { [StoreInclude] private int M { set { } } } [StoreObject] public partial class T : B;")]
    public async Task Member_ThatIsStoredOrNotMeantToBe_IsNotFlagged(string source) =>
        Assert.Empty(await AnalyzerHarness.RunAsync<UnreachableMemberAnalyzer>(Start + source));

    [Theory]
    [InlineData("public class B { [Mooncake.StoreInclude] protected int M; [Mooncake.StoreInclude] private int N { get; set; } }")]
    [InlineData("public class B { [Mooncake.StoreInclude] protected internal int M { get; private protected set; } }")]
    public async Task Member_OfAnotherAssemblyThatCannotBeSeen_IsNotFlagged(string library) =>
        Assert.Empty(await OtherAssembly.RunAsync<UnreachableMemberAnalyzer>(library, "[Mooncake.StoreObject] public partial class T : B;"));

    [Theory]
    [InlineData("public class B { [Mooncake.StoreInclude] protected int M { private get; set; } }")]
    [InlineData("public abstract class B { [Mooncake.StoreInclude] protected internal int M { internal get; set; } }")]
    public async Task Member_OfAnotherAssemblyWhoseGetterCannotBeCalled_IsNotStored(string library)
    {
        // A reference shows such a property as one without a getter.
        Assert.Empty(await OtherAssembly.RunAsync<UnreachableMemberAnalyzer>(library, "[Mooncake.StoreObject] public partial class T : B;"));
    }

    private const string Start = "#pragma warning disable CS0649, CS0169\nusing Mooncake;\n";
}
