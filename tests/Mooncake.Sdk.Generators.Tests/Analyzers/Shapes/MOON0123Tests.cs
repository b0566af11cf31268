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
            $"warning MOON0123 {Person}: 'Person' is not a stored type of this project; put in the new name if the type was renamed, or remove the line if no stored object is left",
            Assert.Single(await ShapeHarness.RunAsync<StaleShapeLineAnalyzer>("", Person)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("public partial record Person(int Age, string? Name);")]
    [InlineData("[StoreObject] public partial record Persons(int Age, string? Name);")]
    [InlineData("namespace N { [StoreObject] public partial record Person(int Age, string? Name); }")]
    [InlineData("public partial class Outer { [StoreObject] public partial record Person(int Age, string? Name); }")]
    [InlineData("[StoreObject] public partial record Person<T>(int Age, string? Name);")]
    [InlineData("[Look.Alike.StoreObject] public partial record Person(int Age, string? Name);")]
    [InlineData("[Look.Alike.StoreKey(\"p/{Age}\")] public partial record Person(int Age, string? Name);")]
    public async Task Line_WithoutAType_IsFlaggedWhereItStands(string source)
    {
        string[] findings = await ShapeHarness.VerifyAsync<StaleShapeLineAnalyzer>(source + LookAlikes.Source, $"# First.\r\n\r\n  [|{Person}|]\t\r\n# Last.");
        Assert.StartsWith("warning MOON0123: 'Person' is not a stored type of this project; ", Assert.Single(findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_WithoutTypes_AreFlaggedOneByOne() => Assert.Equal(2, (await ShapeHarness.VerifyAsync<StaleShapeLineAnalyzer>(
        "[StoreObject] public partial record Person(int Age, string? Name);", $"[|Old.{Person}|]\n{Person}\n\t[|Outer+{Person}|]")).Length);

    [Theory]
    [InlineData("[StoreObject] public partial record Person(int Age, string? Name);", Person)]
    [InlineData("[StoreObject] public partial record Person(string Age);", Person)]
    [InlineData("[StoreKey(\"p/{Age}\")] public partial record Person(int Age);", Person)]
    [InlineData("[StoreObject] public record Person(object Age);", Person)]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface Person; [StoreObject] public partial class C : Person;", Person)]
    [InlineData("public partial record Person(int Age, string? Name); [StoreObject] public partial record Person;", Person)]
    [InlineData("namespace N; public partial class Outer { [StoreObject] private partial record Person<T>(int Age, string? Name); }", "N.Outer+Person`1 868add7a617cc7dc object Age:i4 Name:s")]
    [InlineData("", "# " + Person)]
    [InlineData("", "Person 0000000000000000 object Age:i4 Name:s")]
    [InlineData("", null)]
    public async Task Line_OfAStoredTypeOrNone_IsNotFlagged(string source, string? shapes) =>
        Assert.Empty(await ShapeHarness.RunAsync<StaleShapeLineAnalyzer>(source, shapes));

    [Theory]
    [InlineData("/project/Shapes.txt")]
    [InlineData("/project/OldStoreShapes.txt")]
    [InlineData("/project/StoreShapes.txt.orig")]
    [InlineData("/project/StoreShapes.md")]
    [InlineData("/project/StoreShapes.txt/Notes.txt")]
    public async Task File_OfAnotherName_IsNotRead(string path) => Assert.Empty(await ShapeHarness.RunAsync<StaleShapeLineAnalyzer>("", Person, path));

    [Theory]
    [InlineData("/project/folder/StoreShapes.txt")]
    [InlineData("/project/storeshapes.TXT")]
    public async Task File_OfThatNameInAnyFolderAndCase_IsRead(string path) => Assert.Single(await ShapeHarness.RunAsync<StaleShapeLineAnalyzer>("", Person, path));

    /// <summary>Without the SDK, a file of that name is somebody else's, and so are attributes that are called as the SDK's are.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("[Look.Alike.StoreObject] public partial record Person(int Age, string? Name);")]
    public async Task File_OfAProjectWithoutTheSdk_IsNotRead(string source) =>
        Assert.Equal(0, await ShapeHarness.CountWithoutTheSdkAsync<StaleShapeLineAnalyzer>(source + LookAlikes.Source, Person));

    [Theory]
    [InlineData(Person, "")]
    [InlineData("# First.\n" + Person + "\n# Last.\n", "# First.\n# Last.\n")]
    [InlineData("# First.\r\n  " + Person + "  \r\n\r\n# Last.", "# First.\r\n\r\n# Last.")]
    public async Task Fix_RemovesTheLine(string before, string after) =>
        Assert.Equal(after, await ShapeHarness.FixAsync<StaleShapeLineAnalyzer, RemoveShapeLineCodeFixProvider>("", before));

    [Fact]
    public void Fix_OfAllAtOnce_IsNotOffered() => Assert.Null(new RemoveShapeLineCodeFixProvider().GetFixAllProvider());
}
