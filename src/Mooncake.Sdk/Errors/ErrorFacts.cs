namespace Mooncake.Errors;

/// <summary>Cause, remedy, retry class and write outcome of an error code. <c>docs/errors.md</c> shows the whole table.</summary>
/// <param name="Cause">What happened, in one sentence.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Retry">Whether the same operation can succeed when tried again.</param>
/// <param name="Write">What a write with this result did to the store.</param>
internal readonly partial record struct ErrorFacts(string Cause, string Remedy, RetryClass Retry, WriteOutcome Write)
{
    /// <summary>The facts of a code that a backend returned.</summary>
    /// <param name="code">The code, known or not.</param>
    internal static ErrorFacts Of(StoreErrorCode code) =>
        OfObjects(code) ?? OfCluster(code) ?? OfStorage(code) ?? OfSdk(code) ?? new(
            $"The store returned {(int)code}, which is unknown to this version of the SDK.",
            "Look up the number in the error table of the cluster's Mooncake version, and check the master's log.",
            RetryClass.Never,
            WriteOutcome.Unknown);
}
