using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Records;

/// <summary>One bad type never takes anything from the others, and names of what is emitted never collide.</summary>
public class IsolationTests
{
    private const string Good = "namespace Fine { [Mooncake.StoreKey(\"good/{Id}\")] public sealed partial record Good(int Id, string Text); }";

    /// <summary>What stands in an editor while somebody types.</summary>
    [Theory]
    [InlineData("[StoreKey(\"a/{Id}\")] public partial record (int Id); [StoreKey(\"b/{Id}\")] public partial record (int Id);")]
    [InlineData("[StoreKey(\"a/{Id}\")] partial record")]
    [InlineData("[StoreKey(\"a/{Id}\")] partial record struct { } [StoreKey(\"b/{Id}\")] partial class { }")]
    [InlineData("[StoreObject] partial class { } [StoreObject] partial struct { } [StoreUnion(0, typeof(int))] partial interface { }")]
    [InlineData("partial class { [StoreKey(\"a/{Id}\")] public partial record X(int Id); } partial struct { [StoreKey(\"b/{Id}\")] public partial record X(int Id); }")]
    [InlineData("namespace { [StoreKey(\"a/{Id}\")] public partial record X(int Id); } namespace { [StoreKey(\"b/{Id}\")] public partial record X(int Id); }")]
    [InlineData("[StoreObject] public partial class Box<> { public int A; } [StoreObject] public partial class Box<> { public int B; }")]
    [InlineData("[StoreObject] public partial class Box<,> { public int A; }")]
    [InlineData("[StoreKey(\"a/{Id}\")] public partial record Twice(int Id); [StoreKey(\"b/{Id}\")] public partial struct Twice { public int Id; }")]
    [InlineData("[StoreObject] public partial class Twice { public int A; } [StoreObject] public partial record Twice { public int A; } [StoreObject] public partial interface Twice { }")]
    [InlineData("public partial class Outer { [StoreObject] public partial class X { public int A; } } public partial struct Outer { [StoreObject] public partial class X { public int A; } }")]
    [InlineData("[StoreKey(\"a/{Id}\")] public record Twice(int Id); [StoreKey(\"a/{Id}\")] public record Twice(int Id);")]
    [InlineData("[StoreKey] public partial record X(int Id);")]
    [InlineData("[StoreKey(] public partial record X(int Id);")]
    [InlineData("[StoreKey(Set = )] public partial record X(int Id);")]
    [InlineData("[StoreKey(new[] { \"a\" })] public partial record X(int Id);")]
    [InlineData("[StoreKey(typeof(int), Set = typeof(int), Integrity = \"x\")] public partial record X(int Id);")]
    [InlineData("[StoreKey(\"a/{Id}\", Set = new[] { \"a\" })] public partial record X(int Id);")]
    [InlineData("[StoreObject(new[] { 1 }, Other = \"x\")] public partial record X(int Id);")]
    [InlineData("[StoreUnion(new[] { 1 }, typeof(int)), StoreUnion(0), StoreUnion] public partial interface X;")]
    [InlineData("[StoreObject] public partial class X { [StoreOrder(\"a\")] public int A; [StoreOrder] public int B; [StoreOrder(new[] { 1 })] public int C; }")]
    [InlineData("[StoreObject] public partial class X : X { public int A; }")]
    [InlineData("[StoreObject] public partial struct X { public X Self; public X? Maybe; }")]
    [InlineData("[StoreObject] public partial struct X { public Y A; } public struct Y { public Z B; } public struct Z { public X C; }")]
    [InlineData("[StoreObject] public partial class X { public S<int> A; } public struct S<T> { public S<S<T>> B; public S<S<T>> C; }")]
    [InlineData("[StoreObject] public partial class X { public W<Y>? A; } public struct W<T> { public T B; } public struct Y { public W<Y> C; public (int, Y)? D; }")]
    [InlineData("[StoreObject] public partial class X { public Missing A; public Missing<int> B; public int[,,] C; public unsafe int* D; public delegate*<int> E; }")]
    [InlineData("[StoreObject] public partial record X(int, string);")]
    [InlineData("[StoreObject] public partial class X { public X(int) { } public int { get; set; } public int A { get; init; } = }")]
    [InlineData("[StoreKey(\"a/{Id}\", Set = \"@@two\")] public partial record X(int Id);")]
    [InlineData("[StoreObject] public partial enum X { A } [StoreObject] public delegate void Y(); [StoreObject] int z;")]
    public void Declaration_NotWhole_TakesNothingFromOthers(string source)
    {
        GeneratorRunResult result = Run("using Mooncake;\n" + source, Good);
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        string[] files = [.. result.GeneratedSources.Select(static file => file.HintName)];
        Assert.Contains("Fine.Good.StoreKey.g.cs", files);
        Assert.Contains("Fine.Good.StoreObject.g.cs", files);
        Assert.DoesNotContain(result.GeneratedSources, static file => file.SourceText.ToString().StartsWith("#error", StringComparison.Ordinal));
    }

    /// <summary>An attribute of the SDK's name that has other parameters: nothing that the parser was made for.</summary>
    [Theory]
    [InlineData("namespace Mooncake { public class StoreKeyAttribute(params string[] templates) : System.Attribute { public string[] Templates => templates; } } [Mooncake.StoreKey(\"a\", \"b\")] public partial record X(int Id);", "Fine.IUnion.StoreObject.g.cs")]
    [InlineData("namespace Mooncake { public class StoreObjectAttribute(params int[] layouts) : System.Attribute { public int[] Layouts => layouts; } } [Mooncake.StoreObject(1)] public partial record X(int Id);", "Fine.Good.StoreKey.g.cs")]
    [InlineData("namespace Mooncake { public class StoreOrderAttribute(params int[] orders) : System.Attribute { public int[] Orders => orders; } } [Mooncake.StoreObject] public partial class X { [Mooncake.StoreOrder(1)] public int A; public string? B; }", "Fine.Good.StoreKey.g.cs")]
    public void Attribute_OfOtherParameters_TakesNothingFromOthers(string source, string file)
    {
        GeneratorRunResult result = Run(source, Good, "namespace Fine { [Mooncake.StoreUnion(0, typeof(Case))] public partial interface IUnion; [Mooncake.StoreObject] public partial class Case : IUnion { public string? A; } }");
        Assert.Null(result.Exception);
        Assert.Contains(result.GeneratedSources, found => found.HintName == file);
    }

    /// <summary>Everything compiles without a warning, and every set is there under its name.</summary>
    [Theory]
    [InlineData("[StoreKey(\"a/{Id}\")] public partial record A_Item(int Id); public static partial class A { [StoreKey(\"b/{Id}\", Set = \"Inner\")] public partial record Item(int Id); }", "A_Items Inner")]
    [InlineData("public static partial class A { public static partial class B { [StoreKey(\"a/{Id}\")] public partial record C(int Id); } [StoreKey(\"b/{Id}\", Set = \"D\")] public partial record B_C(int Id); } public static partial class A_B { [StoreKey(\"c/{Id}\", Set = \"E\")] public partial record C(int Id); } [StoreKey(\"d/{Id}\")] public partial record A_B_C(int Id);", "Cs D E A_B_Cs")]
    [InlineData("public static partial class A_ { [StoreKey(\"a/{Id}\")] public partial record B(int Id); } public static partial class A { [StoreKey(\"b/{Id}\")] public partial record _B(int Id); }", "Bs _Bs")]
    [InlineData("[StoreKey(\"a/{Id}\")] public partial record A_Item(int Id); public static partial class A { [StoreKey(\"b/{Id}\")] public partial record Item(int Id); [StoreKey(\"c/{Id}\")] public partial record Item_2(int Id); } [StoreKey(\"d/{Id}\")] public partial record A_Item_2(int Id);", "A_Items Items Item_2s A_Item_2s")]
    [InlineData("[StoreKey(\"a/{Id}\", Set = \"XStoreExtensions\")] public partial record X(int Id);", "XStoreExtensions")]
    [InlineData("[StoreKey(\"a/{Id}\", Set = \"GetAsync\")] public partial record X(int Id);", "GetAsync")]
    [InlineData("[StoreKey(\"a/{Id}\", Set = \"RemoveStartingWithAsync\")] public partial record X(int Id);", "RemoveStartingWithAsync")]
    [InlineData("[StoreKey(\"a/{Id}\", Set = \"@class\")] public partial record X(int Id);", "class")]
    [InlineData("[StoreKey(\"a/{Id}\")] public partial record X(int Id); [StoreKey(\"b/{Id}\")] public partial record XStore(int Id); [StoreKey(\"c/{Id}\")] public partial record XStoreExtension(int Id);", "Xs XStores XStoreExtensions")]
    [InlineData("public enum Kind { One } [StoreKey(\"a/{Kind:G}/{_namesOfKind}/{__TryAppendKind}\")] public partial class X { public Kind Kind { get; init; } public int _namesOfKind { get; init; } public int __TryAppendKind { get; init; } }", "Xs")]
    [InlineData("[StoreObject] public partial class Box<Layout0> { public Layout0? A; public S B; } public struct S { public int A; public long B; } [StoreKey(\"a/{Id}\")] public partial record X(int Id, Box<int> B);", "Xs")]
    public void Names_ThatCouldCollide_Differ(string source, string sets)
    {
        foreach (Microsoft.CodeAnalysis.CSharp.LanguageVersion version in (Microsoft.CodeAnalysis.CSharp.LanguageVersion[])[Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12, GeneratorHarness.CSharp14])
        {
            GeneratedCode code = GeneratorHarness.Generate(version, "using Mooncake;\n" + source, Good);
            string all = string.Join("\n", code.RecordFiles.Values);
            Assert.All(sets.Split(' '), set => Assert.Matches($@"> @?{set}(\(this | => )", all));
        }
    }

    [Fact]
    public void Part_NamedAsAnAccessorOfAnother_GetsNoKey()
    {
        GeneratorRunResult result = Run("[Mooncake.StoreKey(\"a/{Id}/{get_Id}\")] public partial class X { public int Id; public int get_Id; }", Good);
        Assert.Null(result.Exception);
        Assert.DoesNotContain(result.GeneratedSources, static file => file.HintName == "X.StoreKey.g.cs");
    }

    private static GeneratorRunResult Run(params string[] sources) => GeneratorHarness.Driver()
        .RunGenerators(GeneratorHarness.Compile(GeneratorHarness.CSharp14, sources), TestContext.Current.CancellationToken)
        .GetRunResult().Results[0];
}
