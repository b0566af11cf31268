using Mooncake.Sdk.CodeFixes.Shapes;
using Mooncake.Sdk.Generators.Analyzers.Shapes;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Shapes;

/// <summary>MOON0124: lines that are no shapes.</summary>
public class MOON0124Tests
{
    private const string Person = "Person 868add7a617cc7dc object Age:i4 Name:s";

    private const string Later = "Person 868ADD7A617CC7DC object Age:i4 Name:s";

    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        Assert.Equal(
            "warning MOON0124 Person: The line of 'Person' is not a valid shape: a line consists of the type's metadata name, its fingerprint, the kind and the members; remove it and add it again",
            Assert.Single(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>("", "Person")));
    }

    [Theory]
    [InlineData("Person 868add7a617cc7dc", "a line consists of the type's metadata name, its fingerprint, the kind and the members; remove it and add it again")]
    [InlineData("Person 868add7a617cc7d object", "'868add7a617cc7d' is not a fingerprint; a fingerprint has 16 hexadecimal digits")]
    [InlineData("Person 0x868add7a617cc7 object", "'0x868add7a617cc7' is not a fingerprint; a fingerprint has 16 hexadecimal digits")]
    [InlineData("Person +68add7a617cc7dc object", "'+68add7a617cc7dc' is not a fingerprint; a fingerprint has 16 hexadecimal digits")]
    [InlineData("Person 868add7a617cc7dc Object Age:i4", "'Object' is not a kind; use object, tolerant, circular, union, image or value")]
    [InlineData("Person 868add7a617cc7dc object i4 s", "'i4' is not a member of this kind; expected Name:encoding")]
    [InlineData("Person 868add7a617cc7dc object Age:", "'Age:' is not a member of this kind; expected Name:encoding")]
    [InlineData("Person 868add7a617cc7dc object :i4", "':i4' is not a member of this kind; expected Name:encoding")]
    [InlineData("Person 868add7a617cc7dc object A-ge:i4", "'A-ge:i4' is not a member of this kind; expected Name:encoding")]
    [InlineData("Person 868add7a617cc7dc image Person#? Age:", "'Age:' is not a member of this kind; expected Name:encoding")]
    [InlineData("Person 868add7a617cc7dc tolerant Age:i4", "'Age:i4' is not a member of this kind; expected slot:Name:encoding")]
    [InlineData("Person 868add7a617cc7dc tolerant -1:Age:i4", "'-1:Age:i4' is not a member of this kind; expected slot:Name:encoding")]
    [InlineData("Person 868add7a617cc7dc tolerant 0:Age:i4 0:Name:s", "'0:Name:s' has the number of another member; give each its own")]
    [InlineData("Person 868add7a617cc7dc union 70000:Cat", "'70000:Cat' is not a member of this kind; expected tag:Type")]
    [InlineData("Person 868add7a617cc7dc union 7:", "'7:' is not a member of this kind; expected tag:Type")]
    [InlineData("Person 868add7a617cc7dc object Age:i4", "its fingerprint is not that of its members, 4bd26f49ec379f85; the line was edited or truncated, so restore it")]
    [InlineData("Person 868add7a617cc7dd object Age:i4 Name:s", "its fingerprint is not that of its members, 868add7a617cc7dc; the line was edited or truncated, so restore it")]
    public async Task Line_ThatIsNoShape_IsFlaggedWithTheReason(string line, string reason)
    {
        Assert.Equal(
            $"warning MOON0124: The line of 'Person' is not a valid shape: {reason}",
            Assert.Single(await ShapeHarness.VerifyAsync<MalformedShapeLineAnalyzer>("", $"# Remark\n\t[|{line}|] \n")));
    }

    [Fact]
    public async Task Type_ThatIsListedTwice_IsFlaggedThere()
    {
        Assert.Equal(
            "warning MOON0124: The line of 'Person' is not a valid shape: the type is already listed; remove one of the lines",
            Assert.Single(await ShapeHarness.VerifyAsync<MalformedShapeLineAnalyzer>("", $"{Person}\r\n\r\n[|{Person}|]\r\n")));
    }

    [Fact]
    public async Task Type_ThatIsListedInTwoFiles_IsFlaggedInTheLaterOne()
    {
        string finding = Assert.Single(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>("", ("/b/StoreShapes.txt", Later), ("/a/StoreShapes.txt", Person)));
        Assert.StartsWith($"warning MOON0124 {Later}: ", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Person)]
    [InlineData("Person\t868ADD7A617CC7DC  object\tAge:i4   Name:s")]
    [InlineData("Other 868add7a617cc7dc object Renamed:i4 Too:s")]
    [InlineData("")]
    [InlineData("\n\n# Person\n   # Person\n\r\n")]
    [InlineData(null)]
    public async Task Line_ThatIsAShapeOrRemark_IsNotFlagged(string? shapes) =>
        Assert.Empty(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>("", shapes));

    /// <summary>Names that could be taken for something else in a line are names.</summary>
    [Theory]
    [InlineData("[StoreObject] public partial class @object { public int @union; }")]
    [InlineData("[StoreObject] public partial class tolerant { public string? image; }")]
    [InlineData("namespace Größe.漢字; public partial class Outer { [StoreObject] public partial class T<V> { public V? Maß; public int _0; } }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int @object; [StoreOrder(7)] public int i4; }")]
    [InlineData("[StoreUnion(0, typeof(@union))] public partial interface @image; [StoreObject] public partial class @union : @image;")]
    public async Task Line_OfATypeWithSuchNames_IsNotFlagged(string source)
    {
        string file = await ShapeHarness.FixAllAsync<UnlistedShapeAnalyzer, UpdateShapesCodeFixProvider>(source, "");
        Assert.NotEmpty(file);
        Assert.Empty(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>(source, file));
    }

    [Theory]
    [InlineData("/project/Shapes.txt")]
    [InlineData("/project/OldStoreShapes.txt")]
    [InlineData("/project/StoreShapes.txt.orig")]
    [InlineData("/project/StoreShapes.md")]
    [InlineData("/project/StoreShapes.txt/Notes.txt")]
    public async Task File_OfAnotherName_IsNotRead(string path) => Assert.Empty(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>("", "Person", path));

    [Theory]
    [InlineData("/project/folder/StoreShapes.txt")]
    [InlineData("/project/storeshapes.TXT")]
    public async Task File_OfThatNameInAnyFolderAndCase_IsRead(string path) => Assert.Single(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>("", "Person", path));

    /// <summary>Without the SDK, a file of that name is somebody else's, and so are attributes that are called as the SDK's are.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("[Look.Alike.StoreObject] public partial record Person(int Age, string? Name);")]
    public async Task File_OfAProjectWithoutTheSdk_IsNotRead(string source) =>
        Assert.Equal(0, await ShapeHarness.CountWithoutTheSdkAsync<MalformedShapeLineAnalyzer>(source + LookAlikes.Source, "Person"));

    /// <summary>Whatever stands in the file, nothing throws (AD0001 would be no finding of these rules).</summary>
    [Theory]
    [InlineData("\0\u0001\uFFFF \uD800")]
    [InlineData(": : :")]
    [InlineData("A ffffffffffffffff union 1:")]
    [InlineData("A ffffffffffffffff tolerant 1::")]
    [InlineData("A ffffffffffffffff image ::::")]
    [InlineData("A ffffffffffffffff object \u00E4:\u00E4")]
    public async Task Line_OfNonsense_IsFlaggedOnce(string line) =>
        Assert.Single(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>("", line));
}
