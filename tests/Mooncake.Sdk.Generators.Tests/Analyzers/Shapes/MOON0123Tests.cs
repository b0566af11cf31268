using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Shapes;
using Mooncake.Sdk.Generators.Analyzers.Shapes;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Shapes;

/// <summary>MOON0123: lines whose types there are no more.</summary>
public class MOON0123Tests
{
    private const string Person = "Person 868add7a617cc7dc object Age:i4 Name:s";

    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        Assert.Equal(
            $"MOON0123 {Person}: 'Person' is no stored type of this project; write the new name if the type was renamed, or remove the line if no stored object is left",
            Assert.Single(await ShapeHarness.RunAsync<StaleShapeLineAnalyzer>("", Person)));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new StaleShapeLineAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("public partial record Person(int Age, string? Name);")]
    [InlineData("[StoreObject] public partial record Persons(int Age, string? Name);")]
    [InlineData("namespace N; [StoreObject] public partial record Person(int Age, string? Name);")]
    [InlineData("public partial class Outer { [StoreObject] public partial record Person(int Age, string? Name); }")]
    [InlineData("[StoreObject] public partial record Person<T>(int Age, string? Name);")]
    public async Task Line_WithoutAType_IsFlaggedWhereItStands(string source)
    {
        string[] findings = await ShapeHarness.RunAsync<StaleShapeLineAnalyzer>(source, $"# First.\r\n\r\n  {Person}\t\r\n# Last.");
        Assert.StartsWith($"MOON0123 {Person}: 'Person' is no stored type", Assert.Single(findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[StoreObject] public partial record Person(int Age, string? Name);", Person)]
    [InlineData("[StoreObject] public partial record Person(string Age);", Person)]
    [InlineData("[StoreKey(\"p/{Age}\")] public partial record Person(int Age);", Person)]
    [InlineData("[StoreObject] public record Person(object Age);", Person)]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface Person; [StoreObject] public partial class C : Person;", Person)]
    [InlineData("", "# " + Person)]
    [InlineData("", "Person 0000000000000000 object Age:i4 Name:s")]
    [InlineData("", null)]
    public async Task Line_OfAStoredTypeOrNone_IsNotFlagged(string source, string? shapes) =>
        Assert.Empty(await ShapeHarness.RunAsync<StaleShapeLineAnalyzer>(source, shapes));

    [Fact]
    public async Task File_OfAnotherName_IsNotRead() => Assert.Empty(await ShapeHarness.RunAsync<StaleShapeLineAnalyzer>("", Person, "/project/Shapes.txt"));

    [Theory]
    [InlineData(Person, "")]
    [InlineData("# First.\n" + Person + "\n# Last.\n", "# First.\n# Last.\n")]
    [InlineData("# First.\r\n  " + Person + "  \r\n\r\n# Last.", "# First.\r\n\r\n# Last.")]
    public async Task Fix_RemovesTheLine(string before, string after) =>
        Assert.Equal(after, await ShapeHarness.FixAsync<StaleShapeLineAnalyzer, RemoveShapeLineCodeFixProvider>("", before));

    [Fact]
    public void Fix_OfAllAtOnce_IsNotOffered() => Assert.Null(new RemoveShapeLineCodeFixProvider().GetFixAllProvider());
}
