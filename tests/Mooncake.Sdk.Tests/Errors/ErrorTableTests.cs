using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Mooncake.Errors;

/// <summary>
/// What is known of every code: <c>docs/errors.md</c> is the table. To write it anew after a change, set
/// <c>MOONCAKE_UPDATE_DOCUMENTS=1</c>, run these tests, and read the difference.
/// </summary>
public sealed class ErrorTableTests
{
    public static TheoryData<StoreErrorCode> Codes => [.. Enum.GetValues<StoreErrorCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Facts_OfEveryCode_NameCauseAndRemedy(StoreErrorCode code)
    {
        ErrorFacts facts = ErrorFacts.Of(code);
        Assert.EndsWith(".", facts.Cause, StringComparison.Ordinal);
        Assert.EndsWith(".", facts.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("does not know", facts.Cause, StringComparison.Ordinal);
        Assert.True(Enum.IsDefined(facts.Retry));
        Assert.True(facts.Write is WriteOutcome.NotApplied or WriteOutcome.Unknown, "A code alone cannot say that a write took place.");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Message_OfEveryCode_HoldsOperationKeyCauseRemedyAndCode(StoreErrorCode code)
    {
        StoreError error = OperationErrors.Native((int)code, StoreOperation.Put, "some/key");
        Assert.StartsWith("Put of 'some/key' failed: " + error.Cause, error.Message, StringComparison.Ordinal);
        Assert.EndsWith($" {error.Remedy} ({code}, native {(int)code})", error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorFacts.Of(code).Write, error.Outcome);
        Assert.Equal(ErrorFacts.Of(code).Retry, error.Retry);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Outcome_OfARead_IsNotAWrite(StoreErrorCode code) =>
        Assert.Equal(WriteOutcome.NotAWrite, OperationErrors.Native((int)code, StoreOperation.Get, "k").Outcome);

    [Fact]
    public void Facts_OfAnUnknownNumber_KeepTheNumber()
    {
        StoreError error = OperationErrors.Native(-4711, StoreOperation.Put, "k");
        Assert.Equal((-4711, (StoreErrorCode)(-4711), WriteOutcome.Unknown), (error.NativeCode, error.Code, error.Outcome));
        Assert.Contains("-4711, which this version of the SDK does not know", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_ListsEveryCodeWithItsFacts() => Documents.VerifyOrUpdate("docs/errors.md", "errors.md", Page());

    private static string Page()
    {
        StringBuilder page = new();
        page.Append(
            """
            # Error codes

            Every failed operation answers a `StoreError`: a code, the operation, the key, what the store library answered (`NativeCode`), whether
            trying again can help (`Retry`), what a write did to the store (`Outcome`), and a text that names cause and remedy (`Message`).
            Codes from 0 to -1702 are Mooncake's own with their numbers; those from -20000 down are the SDK's, whose texts carry the values
            that matter. A number that is in neither range is kept as it came.

            `Outcome` is the column "a write" for puts, removals and replacements, and `NotAWrite` for everything else. Where the end of a call
            was not seen, it is `Unknown` whatever the code; a replacement that removed the old object and failed to store the new one is
            `PartlyApplied`. An error made by the SDK can know better than this table whether trying again helps: its own `Retry` holds.

            This page is written by `ErrorTableTests`.

            | code | number | try again | a write | cause | remedy |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (StoreErrorCode code in Enum.GetValues<StoreErrorCode>().Where(code => code != StoreErrorCode.Ok).OrderDescending())
        {
            ErrorFacts facts = ErrorFacts.Of(code);
            bool isOwn = (int)code <= (int)StoreErrorCode.LibraryNotLoaded;
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{code}` | {(int)code} | {facts.Retry} | {facts.Write} | {(isOwn ? SummaryOf(code) : facts.Cause)} | {(isOwn ? "In the error's text." : facts.Remedy)} |\n");
        }

        return page.ToString();
    }

    /// <summary>What the code's documentation says; the compiler puts it beside the assembly.</summary>
    private static string SummaryOf(StoreErrorCode code) =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Mooncake.Abstractions.xml")).Descendants("member")
            .Single(element => (string?)element.Attribute("name") == $"F:Mooncake.StoreErrorCode.{code}").Element("summary")!.Value.Trim();
}
