namespace Mooncake.Errors;

/// <summary>What is known of an error code wherever it comes up. <c>docs/errors.md</c> shows the whole table.</summary>
/// <param name="Cause">What happened, in a sentence.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Retry">Whether the same operation can succeed when tried again.</param>
/// <param name="Write">What a write that ended so did to the store.</param>
internal readonly partial record struct ErrorFacts(string Cause, string Remedy, RetryClass Retry, WriteOutcome Write)
{
    /// <summary>The facts of a code that the backend answered.</summary>
    /// <param name="code">The code, known or not.</param>
    internal static ErrorFacts Of(StoreErrorCode code) =>
        OfObjects(code) ?? OfCluster(code) ?? OfStorage(code) ?? OfSdk(code) ?? new(
            $"The store answered {(int)code}, which this version of the SDK does not know.",
            "Look the number up in the error table of the cluster's version of Mooncake, and at the master's log.",
            RetryClass.Never,
            WriteOutcome.Unknown);
}
