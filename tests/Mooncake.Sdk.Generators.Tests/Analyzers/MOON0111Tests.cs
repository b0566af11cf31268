using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0111: required members that reading does not set.</summary>
public class MOON0111Tests
{
    private const string Sets = "[System.Diagnostics.CodeAnalysis.SetsRequiredMembers]";

    [Theory]
    [InlineData("[StoreObject] public sealed partial record T { public required int Id { get; init; } [StoreIgnore] public required string [|C|] { get; init; } }")]
    [InlineData("[StoreObject] public partial class T { public required int [|C|] { set { } } }")]
    [InlineData("[StoreObject] internal partial class T { internal required int [|C|] { get; set; } }")]
    [InlineData("[StoreObject] public partial class T { [StoreIgnore] public required int [|C|]; }")]
    [InlineData("[StoreObject] public partial struct T { public string A; [StoreIgnore] public required int [|C|] { get; set; } }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; [StoreIgnore] public required int [|C|]; }")]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial record T(int Id) { [StoreIgnore] public required int[] [|C|] { get; init; } }")]
    [InlineData("[StoreObject] public partial class T : B { public int A; } public class B : A0 { public int D; } public class A0 { [StoreIgnore] public required int [|C|]; }")]
    [InlineData("[StoreObject] public partial class T : B { [StoreIgnore] public override required int [|C|] { get; set; } } public class B { public virtual required int C { get; set; } }")]
    [InlineData("[StoreObject] public partial class T<V> { public V? A; [StoreIgnore] public required V [|C|]; }")]
    [InlineData("[StoreObject] public partial class T { " + Sets + " public T(int c) { C = c; } public T() { } public int A; [StoreIgnore] public required int [|C|]; }")]
    public async Task RequiredMember_ThatIsNotStored_IsFlaggedAtItsName(string source)
    {
        Assert.Equal(
            "error MOON0111: Reading 'T' cannot set its required member 'C', which is not stored; store it, remove 'required', or mark the constructor [SetsRequiredMembers]",
            Assert.Single(await AnalyzerHarness.VerifyAsync<UnsetRequiredMemberAnalyzer>("using Mooncake;\n" + source)));
    }

    [Theory]
    [InlineData("[StoreObject] public partial record T { public required int C { get; init; } }")]
    [InlineData("[StoreObject] public partial record T(int C) { public required int C { get; init; } = C; }")]
    [InlineData("[StoreObject] internal partial class T { [StoreInclude] internal required int C { get; set; } }")]
    [InlineData("[StoreObject] public partial class T { " + Sets + " public T() { C = 1; } public int A; [StoreIgnore] public required int C; }")]
    [InlineData("[StoreObject] public partial class T { public T(int a) { A = a; C = 1; } [StoreConstructor] " + Sets + " public T() { C = 2; } public int A; [StoreIgnore] public required int C; }")]
    [InlineData("[StoreObject] public partial struct T { public int A; [StoreIgnore] public required int C; }")]
    [InlineData("[StoreUnion(0, typeof(U))] public abstract partial class T { [StoreIgnore] public required int C; } [StoreObject] public partial class U : T { " + Sets + " public U() { C = 1; } public int A; }")]
    [InlineData("[StoreObject] public partial class T : B { public override required int C { set { base.C = value; } } } public class B { public virtual required int C { get; set; } }")]
    [InlineData("public class T { [StoreIgnore] public required int C; }")]
    public async Task RequiredMember_ThatIsSet_IsNotFlagged(string source)
    {
        Assert.Empty(await AnalyzerHarness.RunAsync<UnsetRequiredMemberAnalyzer>("using Mooncake;\n" + source));
        GeneratorHarness.Generate("using Mooncake;\n#pragma warning disable CS0649\n" + source);
    }

    [Theory]
    [InlineData("public class B { public required int C { get; set; } public required int Kept { get; set; } }", "")]
    [InlineData("public class B : A { public required int Kept { get; set; } } public class A { public required int C; }", "")]
    [InlineData("public abstract record B { public abstract required int C { get; init; } }", "public override required int C { get; init; } ")]
    public async Task RequiredMember_OfAnotherAssembly_IsSet(string library, string own)
    {
        string kind = library.Contains("record", StringComparison.Ordinal) ? "record" : "class";
        Assert.Empty(await OtherAssembly.RunAsync<UnsetRequiredMemberAnalyzer>(
            library, $"[Mooncake.StoreObject] public partial {kind} T : B {{ {own}public int Own {{ get; set; }} }}"));
    }

    [Theory]
    [InlineData("public class B { [Mooncake.StoreIgnore] public required int C { get; set; } public required int Kept { get; set; } }")]
    [InlineData("public class B : A { public required int Kept { get; set; } } public class A { public required int C { set { } } }")]
    [InlineData("public class B : A<int> { } public class A<V> { [Mooncake.StoreIgnore] public required V C; }")]
    public async Task RequiredMember_OfAnotherAssemblyThatIsNotStored_IsFlagged(string library)
    {
        Assert.Equal(
            "MOON0111: Reading 'T' cannot set its required member 'C', which is not stored; store it, remove 'required', or mark the constructor [SetsRequiredMembers]",
            Assert.Single(await OtherAssembly.RunAsync<UnsetRequiredMemberAnalyzer>(library, "[Mooncake.StoreObject] public partial class T : B { public int Own; }")));
    }
}
