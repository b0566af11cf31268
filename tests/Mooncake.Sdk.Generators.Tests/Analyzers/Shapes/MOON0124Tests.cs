using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Analyzers.Shapes;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Shapes;

/// <summary>MOON0124: lines that are no shapes.</summary>
public class MOON0124Tests
{
    private const string Person = "Person 868add7a617cc7dc object Age:i4 Name:s";

    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        Assert.Equal(
            "MOON0124 Person: The line of 'Person' is not the shape of a type: a line is the type's metadata name, its fingerprint, the kind, and the members; remove it, and have it added anew",
            Assert.Single(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>("", "Person")));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new MalformedShapeLineAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("Person 868add7a617cc7dc", "a line is the type's metadata name, its fingerprint, the kind, and the members; remove it, and have it added anew")]
    [InlineData("Person 868add7a617cc7d object", "'868add7a617cc7d' is no fingerprint; it has 16 hexadecimal digits")]
    [InlineData("Person 0x868add7a617cc7 object", "'0x868add7a617cc7' is no fingerprint; it has 16 hexadecimal digits")]
    [InlineData("Person +68add7a617cc7dc object", "'+68add7a617cc7dc' is no fingerprint; it has 16 hexadecimal digits")]
    [InlineData("Person 868add7a617cc7dc Object Age:i4", "'Object' is no kind; it is object, tolerant, union or image")]
    [InlineData("Person 868add7a617cc7dc object i4 s", "'i4' is no part of this kind; expected Name:encoding")]
    [InlineData("Person 868add7a617cc7dc object Age:", "'Age:' is no part of this kind; expected Name:encoding")]
    [InlineData("Person 868add7a617cc7dc object :i4", "':i4' is no part of this kind; expected Name:encoding")]
    [InlineData("Person 868add7a617cc7dc object A-ge:i4", "'A-ge:i4' is no part of this kind; expected Name:encoding")]
    [InlineData("Person 868add7a617cc7dc image Person#? Age:", "'Age:' is no part of this kind; expected Name:encoding")]
    [InlineData("Person 868add7a617cc7dc tolerant Age:i4", "'Age:i4' is no part of this kind; expected slot:Name:encoding")]
    [InlineData("Person 868add7a617cc7dc tolerant -1:Age:i4", "'-1:Age:i4' is no part of this kind; expected slot:Name:encoding")]
    [InlineData("Person 868add7a617cc7dc tolerant 0:Age:i4 0:Name:s", "'0:Name:s' stands where another part does; give each a place of its own")]
    [InlineData("Person 868add7a617cc7dc union 70000:Cat", "'70000:Cat' is no part of this kind; expected tag:Type")]
    [InlineData("Person 868add7a617cc7dc union 7:", "'7:' is no part of this kind; expected tag:Type")]
    [InlineData("Person 868add7a617cc7dc object Age:i4", "its fingerprint is not that of its members, 4bd26f49ec379f85; the line was edited or cut off, so restore it")]
    [InlineData("Person 868add7a617cc7dd object Age:i4 Name:s", "its fingerprint is not that of its members, 868add7a617cc7dc; the line was edited or cut off, so restore it")]
    public async Task Line_ThatIsNoShape_IsFlaggedWithTheReason(string line, string reason)
    {
        Assert.Equal(
            $"MOON0124 {line}: The line of 'Person' is not the shape of a type: {reason}",
            Assert.Single(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>("", $"# Remark\n\t{line} \n")));
    }

    [Fact]
    public async Task Type_ThatIsListedTwice_IsFlaggedThere()
    {
        Assert.Equal(
            $"MOON0124 {Person}: The line of 'Person' is not the shape of a type: the type is listed before; remove one of the lines",
            Assert.Single(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>("", $"{Person}\n{Person}\n")));
        Assert.Single(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>("", ("/a/StoreShapes.txt", Person), ("/b/StoreShapes.txt", Person)));
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

    [Fact]
    public async Task File_OfAnotherName_IsNotRead() => Assert.Empty(await ShapeHarness.RunAsync<MalformedShapeLineAnalyzer>("", "Person", "/project/Shapes.txt"));

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
