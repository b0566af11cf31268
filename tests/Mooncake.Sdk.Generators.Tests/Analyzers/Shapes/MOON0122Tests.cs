using Microsoft.CodeAnalysis.CodeFixes;
using Mooncake.Sdk.CodeFixes.Shapes;
using Mooncake.Sdk.Generators.Analyzers.Shapes;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Shapes;

/// <summary>MOON0122: stored types that the file does not list.</summary>
public class MOON0122Tests
{
    private const string Three =
        "namespace N { [StoreKey(\"b/{Id}\")] public sealed partial record B(int Id) : C; public partial class Outer { [StoreObject] public partial class A<T> { public T? Value; } } } [StoreUnion(0, typeof(N.B))] public partial interface C;";

    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        Assert.Equal(
            "warning MOON0122 Person: StoreShapes.txt does not list 'Person', so a change of its shape would go unnoticed; add the line 'Person 868add7a617cc7dc object Age:i4 Name:s'",
            Assert.Single(await ShapeHarness.RunAsync<UnlistedShapeAnalyzer>("[StoreObject] public partial record Person(int Age, string? Name);", "")));
    }

    [Theory]
    [InlineData("[StoreObject] public partial class [|T|];", "T")]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial record [|T|](int Id);", "T")]
    [InlineData("[StoreUnion(0, typeof(T))] public partial class [|T|];", "T")]
    [InlineData("[StoreObject] public partial struct [|T|] { public int A; }", "T")]
    [InlineData("namespace N; [StoreObject] public partial class [|T|];", "N.T")]
    [InlineData("public partial class Outer { [StoreObject] internal partial class [|T|]; }", "Outer+T")]
    [InlineData("[StoreObject] public partial class [|T|]<V> { public V? Value; }", "T`1")]
    [InlineData("[StoreObject] public partial class [|T|] { public System.Numerics.Vector2 Value; }", "T")]
    [InlineData("[StoreObject]\r\n\r\n    public partial class\r\n\t[|@class|];", "class")]
    [InlineData("public partial class [|T|]; [StoreObject] public partial class T;", "T")]
    public async Task StoredType_ThatIsNotListed_IsFlaggedAtItsName(string source, string name)
    {
        string finding = Assert.Single(await ShapeHarness.VerifyAsync<UnlistedShapeAnalyzer>(source, "Other 0000000000000000 object\n"));
        Assert.StartsWith("warning MOON0122: StoreShapes.txt does not list '", finding, StringComparison.Ordinal);
        Assert.Contains($"add the line '{name} ", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[StoreObject] public partial class T;", null)]
    [InlineData("[StoreObject] public partial class T;", "T 6b3d2ee4d3a2a4f5 object A:i4\n")]
    [InlineData("[StoreObject] public partial class T;", "T is not described well\n")]
    [InlineData("[StoreObject] public partial class T;", "# A remark.\n\n  T\n")]
    [InlineData("[StoreObject] public partial class T { public object? Value; }", "")]
    [InlineData("public partial class T;", "")]
    public async Task Type_ThatIsListedOrNotStored_IsNotFlagged(string source, string? shapes) =>
        Assert.Empty(await ShapeHarness.RunAsync<UnlistedShapeAnalyzer>(source, shapes));

    [Theory]
    [InlineData("[Look.Alike.StoreObject] public partial class T;")]
    [InlineData("[Look.Alike.StoreKey(\"t/{Id}\")] public partial record T(int Id);")]
    [InlineData("[Look.Alike.StoreUnion(0, typeof(T))] public partial class T;")]
    public async Task Type_UnderAttributesThatOnlyLookLikeTheSdks_IsNotFlagged(string source) =>
        Assert.Empty(await ShapeHarness.RunAsync<UnlistedShapeAnalyzer>(source + LookAlikes.Source, ""));

    /// <summary>A file of another name is none: the project keeps no shapes on file.</summary>
    [Theory]
    [InlineData("/project/OldStoreShapes.txt")]
    [InlineData("/project/StoreShapes.txt.orig")]
    [InlineData("/project/StoreShapes.txt/Notes.txt")]
    public async Task File_OfAnotherName_IsNotRead(string path) =>
        Assert.Empty(await ShapeHarness.RunAsync<UnlistedShapeAnalyzer>("[StoreObject] public partial class T;", "", path));

    [Theory]
    [InlineData("", "{0}\n")]
    [InlineData("# Shapes.\n", "# Shapes.\n{0}\n")]
    [InlineData("# Shapes.", "# Shapes.\n{0}\n")]
    [InlineData("A 0 object\nZ 0 object\n", "A 0 object\n{0}\nZ 0 object\n")]
    [InlineData("A 0 object\r\n\r\nZ 0 object\r\n", "A 0 object\r\n\r\n{0}\r\nZ 0 object\r\n")]
    [InlineData("Z 0 object", "{0}\nZ 0 object")]
    [InlineData("A 0 object\nB 0 object", "A 0 object\nB 0 object\n{0}\n")]
    public async Task Fix_AddsTheLineInItsPlace(string before, string after)
    {
        Assert.Equal(
            after.Replace("{0}", "Person 868add7a617cc7dc object Age:i4 Name:s", StringComparison.Ordinal),
            await ShapeHarness.FixAsync<UnlistedShapeAnalyzer, UpdateShapesCodeFixProvider>("[StoreObject] public partial record Person(int Age, string? Name);", before));
    }

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task FixAll_AddsAllLinesInOrder(FixAllScope scope)
    {
        string file = await ShapeHarness.FixAllAsync<UnlistedShapeAnalyzer, UpdateShapesCodeFixProvider>(Three, "# Shapes.\n", scope);
        Assert.Equal(["#", "C", "N.B", "N.Outer+A`1", ""], file.Split('\n').Select(static line => line.Split(' ')[0]));
        Assert.Empty(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>(Three, file));
        Assert.Empty(await ShapeHarness.RunAsync<StaleShapeLineAnalyzer>(Three, file));
        Assert.Empty(await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(Three, file));
        Assert.Empty(await ShapeHarness.RunAsync<OutgrownShapeAnalyzer>(Three, file));
    }
}
