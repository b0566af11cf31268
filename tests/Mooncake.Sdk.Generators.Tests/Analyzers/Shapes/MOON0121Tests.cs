using Microsoft.CodeAnalysis.CodeFixes;
using Mooncake.Sdk.CodeFixes.Shapes;
using Mooncake.Sdk.Generators.Analyzers.Shapes;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Shapes;

/// <summary>MOON0121: the file is behind the type, and stored objects stay readable.</summary>
public class MOON0121Tests
{
    private const string Before = "[StoreObject] public partial record T(int A, string B);";

    private const string Tolerant = "[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; [StoreOrder(3)] public string? B; }";

    [Fact]
    public async Task Message_SaysWhatHasChangedAndWhatToDo()
    {
        Assert.Equal(
            "warning MOON0121 T: The shape of 'T' has grown since StoreShapes.txt was written: 'C' was appended; stored objects stay readable, so update the line",
            Assert.Single(await RunAsync(Before, "[StoreObject] public partial record T(int A, string B, long C);")));
    }

    /// <summary>The finding refers to the line, so that an editor shows both.</summary>
    [Theory]
    [InlineData("[StoreObject] public partial record [|T|](int A, string B, long C);")]
    [InlineData("public class Before;\r\n\r\n    [StoreKey(\"t/{A}\")]\r\n    public sealed partial record\r\n\t[|T|](int A, string B, long C);")]
    [InlineData("public partial record [|@T|]; [StoreObject] public partial record T(int Called, string B);")]
    public async Task Growth_IsFlaggedAtTheTypesName_AndRefersToTheLine(string source)
    {
        string line = await ShapeHarness.LineOfAsync(Before);
        Assert.StartsWith(
            "warning MOON0121: The shape of 'T' has grown since StoreShapes.txt was written: ",
            Assert.Single(await ShapeHarness.VerifyAsync<OutgrownShapeAnalyzer>(source, $"# First.\r\n\r\n  [|{line}|]\t\r\n# Last.")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Before, "[StoreObject] public partial record T(int A, string B, long C, long D, long E, long F);", "'C' was appended, 'D' was appended, 'E' was appended and 1 more")]
    [InlineData(Before, "[StoreObject] public partial record T(int A, string Called);", "'B' was renamed to 'Called'")]
    [InlineData(Before, "[StoreObject] public partial record T(int Called, string B, int C);", "'A' was renamed to 'Called', 'C' was appended")]
    [InlineData("[StoreObject] public partial class T;", "[StoreObject] public partial class T { public string? A; }", "'A' was appended")]
    [InlineData("[StoreObject] public partial struct T { public int A; }", "[StoreObject] public partial struct T { public int Called; }", "'A' was renamed to 'Called'")]
    [InlineData(Tolerant, "[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; [StoreOrder(1)] public int C; [StoreOrder(3)] public string? B; }", "'C' was added as slot 1")]
    [InlineData(Tolerant, "[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int Called; [StoreOrder(3)] public string? B; }", "'A' was renamed to 'Called'")]
    public async Task Shape_ThatStillReadsWhatIsStored_IsFlagged(string before, string after, string words) =>
        Assert.Contains($"written: {words};", Assert.Single(await RunAsync(before, after)), StringComparison.Ordinal);

    [Fact]
    public async Task Tag_ThatWasAdded_IsFlagged()
    {
        const string Cases = "[StoreObject] public partial record C : U; [StoreObject] public partial record D : U; ";
        string file = await ShapeHarness.FixAllAsync<UnlistedShapeAnalyzer, UpdateShapesCodeFixProvider>(Cases + "[StoreUnion(0, typeof(C))] public partial interface U;", "");
        string[] findings = await ShapeHarness.RunAsync<OutgrownShapeAnalyzer>(Cases + "[StoreUnion(0, typeof(C)), StoreUnion(1, typeof(D))] public partial interface U;", file);
        Assert.Contains("written: 'D' was added as tag 1;", Assert.Single(findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Before, Before)]
    [InlineData(Before, "[StoreObject] public partial record T(long A, string B, int C);")]
    [InlineData(Before, "[StoreObject] public partial record T(string B, int A);")]
    [InlineData(Before, "[StoreObject] public partial record T(int A);")]
    [InlineData(Before, "[StoreObject] public partial record T(object A);")]
    [InlineData(Before, "public class T;")]
    [InlineData(Tolerant, "[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; }")]
    public async Task Shape_ThatIsTheSameOrAnother_IsNotFlagged(string before, string after) => Assert.Empty(await RunAsync(before, after));

    [Theory]
    [InlineData("[Look.Alike.StoreObject] public partial record T(int A, string B, long C);")]
    [InlineData("[Look.Alike.StoreKey(\"t/{A}\")] public sealed partial record T(int A, string B, long C);")]
    [InlineData("[Look.Alike.StoreObject(Look.Alike.StoreLayout.Explicit)] public partial class T { [StoreOrder(0)] public int A; [StoreOrder(1)] public string? B; [StoreOrder(2)] public long C; }")]
    public async Task Type_UnderAttributesThatOnlyLookLikeTheSdks_IsNotFlagged(string after) => Assert.Empty(await RunAsync(Before, after + LookAlikes.Source));

    [Fact]
    public async Task Type_WithoutALine_IsNotFlagged()
    {
        Assert.Empty(await ShapeHarness.RunAsync<OutgrownShapeAnalyzer>(Before, ""));
        Assert.Empty(await ShapeHarness.RunAsync<OutgrownShapeAnalyzer>(Before, shapes: null));
    }

    [Theory]
    [InlineData("/project/OldStoreShapes.txt")]
    [InlineData("/project/StoreShapes.txt.orig")]
    [InlineData("/project/StoreShapes.txt/Notes.txt")]
    public async Task File_OfAnotherName_IsNotRead(string path) => Assert.Empty(await ShapeHarness.RunAsync<OutgrownShapeAnalyzer>(
        "[StoreObject] public partial record T(int A, string B, long C);", await ShapeHarness.LineOfAsync(Before), path));

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task FixAll_UpdatesEachLine(FixAllScope scope)
    {
        string before = await ShapeHarness.LineOfAsync("[StoreObject] public partial record S(int A);") + "\r\n# Between.\r\n" + await ShapeHarness.LineOfAsync(Before) + "\r\n";
        const string S = "[StoreObject] public partial record S(int A, int B); ";
        const string T = "[StoreObject] public partial record T(int A, string B, int C); ";
        Assert.Equal(
            await ShapeHarness.LineOfAsync(S) + "\r\n# Between.\r\n" + await ShapeHarness.LineOfAsync(T) + "\r\n",
            await ShapeHarness.FixAllAsync<OutgrownShapeAnalyzer, UpdateShapesCodeFixProvider>(S + T, before, scope));
    }

    /// <summary>A slot that is left out stays in the line, so that it is not taken for something else later.</summary>
    [Fact]
    public async Task Fix_KeepsSlotsThatAreLeftOut()
    {
        const string Without = "[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; [StoreOrder(4)] public int C; }";
        string file = await ShapeHarness.FixAsync<OutgrownShapeAnalyzer, UpdateShapesCodeFixProvider>(Without, await ShapeHarness.LineOfAsync(Tolerant));
        Assert.EndsWith(" tolerant 0:A:i4 3:B:s 4:C:i4", file, StringComparison.Ordinal);
        Assert.Empty(await ShapeHarness.RunAsync<OutgrownShapeAnalyzer>(Without, file));
        string[] reused = await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(Without.Replace("}", "[StoreOrder(3)] public int New; }", StringComparison.Ordinal), file);
        Assert.Contains("slot 3 changed from 'B' (s) to 'New' (i4)", Assert.Single(reused), StringComparison.Ordinal);
    }

    private static async Task<string[]> RunAsync(string before, string after) =>
        await ShapeHarness.RunAsync<OutgrownShapeAnalyzer>(after, await ShapeHarness.LineOfAsync(before));
}
