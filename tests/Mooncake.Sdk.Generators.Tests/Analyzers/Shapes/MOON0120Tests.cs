using Mooncake.Sdk.CodeFixes.Shapes;
using Mooncake.Sdk.Generators.Analyzers.Shapes;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Shapes;

/// <summary>MOON0120: stored objects would be lost or misread.</summary>
public class MOON0120Tests
{
    private const string Before = "[StoreObject] public partial record T(int A, string B, int C);";

    private const string Union = "[StoreObject] public partial record C : U; [StoreObject] public partial record D : U; [StoreObject] public partial record E : U; ";

    [Fact]
    public async Task Message_SaysWhatHasChangedAndWhatToDo()
    {
        string line = await ShapeHarness.LineOfAsync(Before);
        Assert.Equal(
            "warning MOON0120 T: The shape of 'T' no longer matches StoreShapes.txt: the encoding of 'A' changed from 'i4' to 'i8'; append members instead, give the new shape its own type and key template, or accept it in the file if no stored object is left",
            Assert.Single(await ShapeHarness.RunAsync<ChangedShapeAnalyzer>("[StoreObject] public partial record T(long A, string B, int C);", line)));
    }

    /// <summary>The finding refers to the line, so that an editor shows both.</summary>
    [Theory]
    [InlineData("[StoreObject] public partial record [|T|](long A, string B, int C);")]
    [InlineData("public class Before;\r\n\r\n    [StoreKey(\"t/{A}\")]\r\n    public sealed partial record\r\n\t[|T|](long A, string B, int C);")]
    [InlineData("public partial record [|@T|]; [StoreObject] public partial record T(long A, string B, int C);")]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface [|T|]; [StoreObject] public partial record C : T;")]
    public async Task Change_IsFlaggedAtTheTypesName_AndRefersToTheLine(string source)
    {
        string line = await ShapeHarness.LineOfAsync(Before);
        Assert.StartsWith(
            "warning MOON0120: The shape of 'T' no longer matches StoreShapes.txt: ",
            Assert.Single(await ShapeHarness.VerifyAsync<ChangedShapeAnalyzer>(source, $"# First.\r\n\r\n  [|{line}|]\t\r\n# Last.")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int? A, string B, int C", "the encoding of 'A' changed from 'i4' to 'i4?'")]
    [InlineData("uint A, string B, int C", "the encoding of 'A' changed from 'i4' to 'u4'")]
    [InlineData("int A, string[] B, int C", "the encoding of 'B' changed from 's' to '[s]'")]
    [InlineData("int A, string B", "'C' was removed")]
    [InlineData("string B, int C", "'A' was removed, 'B' moved from place 1 to place 0, 'C' moved from place 2 to place 1")]
    [InlineData("int A, int C, string B", "'B' moved from place 1 to place 2, 'C' moved from place 2 to place 1")]
    [InlineData("int A, int New, string B, int C", "'B' moved from place 1 to place 2, 'C' moved from place 2 to place 3")]
    [InlineData("int A, int Other, int C", "place 1 changed from 'B' (s) to 'Other' (i4)")]
    [InlineData("long X, long Y, long Z, long More", "place 0 changed from 'A' (i4) to 'X' (i8), place 1 changed from 'B' (s) to 'Y' (i8), place 2 changed from 'C' (i4) to 'Z' (i8)")]
    public Task Member_ThatIsNotWhatItWas_IsFlagged(string members, string words) =>
        VerifyAsync(Before, $"[StoreObject] public partial record T({members});", words, "append members instead, ");

    /// <summary>The fingerprint is the same: only the names tell that two numbers would be read as each other.</summary>
    [Fact]
    public async Task Members_OfOneEncodingThatChangedPlaces_AreFlagged()
    {
        const string After = "[StoreObject] public partial record T(int C, string B, int A);";
        Assert.Equal((await ShapeHarness.LineOfAsync(Before)).Split(' ')[1], (await ShapeHarness.LineOfAsync(After)).Split(' ')[1]);
        await VerifyAsync(Before, After, "'A' moved from place 0 to place 2, 'C' moved from place 2 to place 0", "append members instead, ");
    }

    [Theory]
    [InlineData("[StoreObject] public partial struct T { public int A; public int B; }", "[StoreObject] public partial struct T { public int B; public int A; }", "'A' moved from place 0 to place 1, 'B' moved from place 1 to place 0")]
    [InlineData("[StoreObject] public partial struct T { public int A; }", "[StoreObject] public partial struct T { public int A; public int B; }", "'B' was added, but an unmanaged struct cannot grow")]
    [InlineData("[StoreObject] public partial struct T { public int A { get; set; } }", "[StoreObject] public partial struct T { public float A { get; set; } }", "the encoding of 'A' changed from 'i4' to 'f4'")]
    [InlineData("[StoreObject] public partial struct T { public int A; }", "[StoreObject] public partial struct T;", "'A' was removed")]
    public Task Image_ThatIsNotWhatItWas_IsFlagged(string before, string after, string words) => VerifyAsync(before, after, words, "");

    [Theory]
    [InlineData("[StoreOrder(0)] public long A; [StoreOrder(3)] public string? B;", "the encoding of 'A' changed from 'i4' to 'i8'")]
    [InlineData("[StoreOrder(1)] public int A; [StoreOrder(3)] public string? B;", "'A' moved from slot 0 to slot 1")]
    [InlineData("[StoreOrder(0)] public string? B;", "'A' was removed, 'B' moved from slot 3 to slot 0")]
    [InlineData("[StoreOrder(0)] public int A; [StoreOrder(3)] public int New;", "slot 3 changed from 'B' (s) to 'New' (i4)")]
    public Task Slot_ThatHoldsSomethingElse_IsFlagged(string members, string words) => VerifyAsync(
        "[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; [StoreOrder(3)] public string? B; }",
        $"[StoreObject(StoreLayout.VersionTolerant)] public partial class T {{ {members} }}",
        words,
        "take a new slot instead, ");

    [Theory]
    [InlineData("[StoreUnion(1, typeof(C)), StoreUnion(0, typeof(D))]", "'C' moved from tag 0 to tag 1, 'D' moved from tag 1 to tag 0")]
    [InlineData("[StoreUnion(0, typeof(C))]", "'D' was removed")]
    [InlineData("[StoreUnion(0, typeof(C)), StoreUnion(1, typeof(E))]", "tag 1 changed from 'D' to 'E'")]
    public async Task Tag_ThatIsAnotherTypes_IsFlagged(string attributes, string words)
    {
        string file = await FileOfAsync(Union + "[StoreUnion(0, typeof(C)), StoreUnion(1, typeof(D))] public partial interface U;");
        Assert.Equal(
            $"warning MOON0120 U: The shape of 'U' no longer matches StoreShapes.txt: {words}; take a new tag instead, give the new shape its own type and key template, or accept it in the file if no stored object is left",
            Assert.Single(await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(Union + attributes + " public partial interface U;", file)));
    }

    [Theory]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial record T([property: StoreOrder(0)] int A, [property: StoreOrder(1)] string B, [property: StoreOrder(2)] int C);", "it changed from a plain object to version-tolerant")]
    [InlineData("[StoreObject] public partial struct T { public int A; }", "it changed from a plain object to an unmanaged struct")]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface T; [StoreObject] public partial record C : T;", "it changed from a plain object to a union")]
    public Task Kind_ThatIsAnother_IsFlagged(string after, string words) => VerifyAsync(Before, after, words, "append members instead, ");

    [Theory]
    [InlineData(Before)]
    [InlineData("[StoreKey(\"t/{A}\")] public sealed partial record T(int A, string B, int C);")]
    [InlineData("[StoreObject] public partial class T { public int A { get; set; } [StoreUtf16] public string? B { get; set; } public System.DayOfWeek C { get; set; } }")]
    [InlineData("[StoreObject(StoreLayout.Explicit)] public partial class T { [StoreOrder(2)] public int C; [StoreOrder(0)] public int A; [StoreOrder(1)] public string? B; }")]
    [InlineData("[StoreObject] public partial record T(int A, string B, int C) { [StoreIgnore] public object? Other { get; set; } public static int Count; }")]
    [InlineData("[StoreObject] public partial record T(int A, string B, int C, string? Appended);")]
    [InlineData("[StoreObject] public partial record T(int Renamed, string B, int C);")]
    [InlineData("[StoreObject] public partial record T(object A);")]
    [InlineData("public class T { public long A; }")]
    [InlineData("public partial record T(long A); namespace Other { [StoreObject] public partial record T(long A); }")]
    public async Task Shape_ThatReadsWhatIsStored_IsNotFlagged(string after) =>
        Assert.Empty(await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(after, await ShapeHarness.LineOfAsync(Before)));

    [Theory]
    [InlineData("[Look.Alike.StoreObject] public partial record T(long A, string B, int C);")]
    [InlineData("[Look.Alike.StoreKey(\"t/{A}\")] public sealed partial record T(long A, string B, int C);")]
    [InlineData("[Look.Alike.StoreUnion(0, typeof(T))] public partial record T(long A, string B, int C);")]
    public async Task Type_UnderAttributesThatOnlyLookLikeTheSdks_IsNotFlagged(string after) =>
        Assert.Empty(await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(after + LookAlikes.Source, await ShapeHarness.LineOfAsync(Before)));

    [Theory]
    [InlineData("[StoreObject] public partial record Nested(int A); [StoreObject] public partial record T(Nested A);", "[StoreObject] public partial record Nested(string B); [StoreObject] public partial record T(Nested A);")]
    [InlineData("[StoreObject] public partial record T(int[] A);", "[StoreObject] public partial record T(System.Collections.Generic.List<int> A);")]
    public async Task Holder_OfATypeThatChanged_IsNotFlaggedItself(string before, string after)
    {
        string[] findings = await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(after, await FileOfAsync(before));
        Assert.DoesNotContain(findings, static finding => finding.StartsWith("warning MOON0120 T:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("# T 0000000000000000 object\n")]
    [InlineData("T 0000000000000000 object\n")]
    public async Task Type_WithoutALineThatCanBeCompared_IsNotFlagged(string? shapes) =>
        Assert.Empty(await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(Before, shapes));

    [Fact]
    public async Task File_OfAnotherName_IsNotRead()
    {
        string line = await ShapeHarness.LineOfAsync(Before);
        const string After = "[StoreObject] public partial record T(long A);";
        Assert.Empty(await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(After, line, "/project/OldStoreShapes.txt"));
        Assert.Single(await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(After, line, "/project/folder/storeshapes.txt"));
        Assert.Single(await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(After, ("/a/StoreShapes.txt", "# Nothing here.\r\n"), ("/b/StoreShapes.txt", line + "\r\n")));
    }

    [Fact]
    public async Task Fix_WritesTheNewShapeOverTheOld()
    {
        string before = "# Kept.\nA 0 object\n" + await ShapeHarness.LineOfAsync(Before) + "\nZ 0 object\n";
        const string After = "[StoreObject] public partial record T(long A);";
        Assert.Equal(
            "# Kept.\nA 0 object\n" + await ShapeHarness.LineOfAsync(After) + "\nZ 0 object\n",
            await ShapeHarness.FixAsync<ChangedShapeAnalyzer, AcceptShapeCodeFixProvider>(After, before));
    }

    [Fact]
    public void Fix_OfAllAtOnce_IsNotOffered() => Assert.Null(new AcceptShapeCodeFixProvider().GetFixAllProvider());

    private static async Task VerifyAsync(string before, string after, string words, string remedy)
    {
        Assert.Equal(
            $"warning MOON0120 T: The shape of 'T' no longer matches StoreShapes.txt: {words}; {remedy}give the new shape its own type and key template, or accept it in the file if no stored object is left",
            Assert.Single(await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(after, await ShapeHarness.LineOfAsync(before))));
    }

    private static Task<string> FileOfAsync(string source) => ShapeHarness.FixAllAsync<UnlistedShapeAnalyzer, UpdateShapesCodeFixProvider>(source, "");
}
