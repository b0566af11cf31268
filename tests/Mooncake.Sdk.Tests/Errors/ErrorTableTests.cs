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
        Assert.DoesNotContain("is unknown to", facts.Cause, StringComparison.Ordinal);
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
        Assert.Contains("-4711, which is unknown to this version of the SDK", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_ListsEveryCodeWithItsFacts() => Documents.VerifyOrUpdate("docs/errors.md", "errors.md", Page());

    private static string Page()
    {
        StringBuilder page = new();
        page.Append(
            """
            # Error codes

            Every failed operation returns a `StoreError`. It has a code, the operation and the key. `NativeCode` is the code that the store library
            returned. `Retry` says whether a retry can succeed, `Outcome` what a write did to the store. `Message` contains cause and remedy.

            Codes from 0 to -1702 are Mooncake's own. Codes from -20000 down are the SDK's; their texts contain the relevant values. Any other
            number is kept as it is.

            `Outcome` is the column "write" for puts, removals and replacements, and `NotAWrite` for all other operations. It is `Unknown` for
            any code if the operation ended before its native call did. It is `PartlyApplied` if a replacement removed the old object and failed
            to store the new one, or if a removal of many objects that waited for leases removed only those without one. An error created by
            the SDK can have a more specific `Retry` than this table.

            This page is written by `ErrorTableTests`.

            | code | number | retry | write | cause | remedy |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (StoreErrorCode code in Enum.GetValues<StoreErrorCode>().Where(code => code != StoreErrorCode.Ok).OrderDescending())
        {
            ErrorFacts facts = ErrorFacts.Of(code);
            bool isOwn = (int)code <= (int)StoreErrorCode.LibraryNotLoaded;
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{code}` | {(int)code} | {facts.Retry} | {facts.Write} | {(isOwn ? SummaryOf(code) : facts.Cause)} | {(isOwn ? "In the error's message." : facts.Remedy)} |\n");
        }

        return page.ToString();
    }

    /// <summary>The summary of the code, in one line as a table row needs it. The compiler writes the file next to the assembly.</summary>
    private static string SummaryOf(StoreErrorCode code) =>
        string.Join(' ', XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Mooncake.Abstractions.xml")).Descendants("member")
            .Single(element => (string?)element.Attribute("name") == $"F:Mooncake.StoreErrorCode.{code}").Element("summary")!.Value
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
