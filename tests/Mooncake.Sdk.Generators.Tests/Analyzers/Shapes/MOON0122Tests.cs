using Microsoft.CodeAnalysis;
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
            "MOON0122 Person: StoreShapes.txt does not list 'Person', so that a change of its shape would go unnoticed; add the line 'Person 868add7a617cc7dc object Age:i4 Name:s'",
            Assert.Single(await ShapeHarness.RunAsync<UnlistedShapeAnalyzer>("[StoreObject] public partial record Person(int Age, string? Name);", "")));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new UnlistedShapeAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("[StoreObject] public partial class T;", "T")]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial record T(int Id);", "T")]
    [InlineData("[StoreUnion(0, typeof(T))] public partial class T;", "T")]
    [InlineData("[StoreObject] public partial struct T { public int A; }", "T")]
    [InlineData("namespace N; [StoreObject] public partial class T;", "N.T")]
    [InlineData("public partial class Outer { [StoreObject] internal partial class T; }", "Outer+T")]
    [InlineData("[StoreObject] public partial class T<V> { public V? Value; }", "T`1")]
    [InlineData("[StoreObject] public partial class T { public System.Numerics.Vector2 Value; }", "T")]
    public async Task StoredType_ThatIsNotListed_IsFlagged(string source, string name)
    {
        string finding = Assert.Single(await ShapeHarness.RunAsync<UnlistedShapeAnalyzer>(source, "Other 0000000000000000 object\n"));
        Assert.StartsWith("MOON0122 T:", finding, StringComparison.Ordinal);
        Assert.Contains($"add the line '{name} ", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[StoreObject] public partial class T;", null)]
    [InlineData("[StoreObject] public partial class T;", "T 6b3d2ee4d3a2a4f5 object A:i4\n")]
    [InlineData("[StoreObject] public partial class T;", "T is not described well\n")]
    [InlineData("[StoreObject] public partial class T;", "# A remark.\n\n  T\n")]
    [InlineData("[StoreObject] public partial class T { public object? Value; }", "")]
    [InlineData("public partial class T;", "")]
    [InlineData("public sealed class StoreObjectAttribute : System.Attribute; [global::StoreObject] public partial class T;", "")]
    public async Task Type_ThatIsListedOrNotStored_IsNotFlagged(string source, string? shapes) =>
        Assert.Empty(await ShapeHarness.RunAsync<UnlistedShapeAnalyzer>(source, shapes));

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
