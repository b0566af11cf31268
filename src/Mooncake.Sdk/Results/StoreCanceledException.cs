namespace Mooncake;

/// <summary>The caller cancelled an operation. For a write, <see cref="Outcome"/> says whether it may have been applied.</summary>
public sealed class StoreCanceledException : OperationCanceledException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="outcome">What it did to the store.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public StoreCanceledException(StoreOperation operation, WriteOutcome outcome, CancellationToken cancellationToken)
        : base(TextOf(operation, outcome), cancellationToken)
    {
        Operation = operation;
        Outcome = outcome;
    }

    /// <summary>The operation.</summary>
    public StoreOperation Operation { get; }

    /// <summary>
    /// What the operation did to the store. Unknown for a write that had already been sent. Partly applied for a replacement that only
    /// removed the old object, and for a removal that waited for leases after it had removed other objects.
    /// </summary>
    public WriteOutcome Outcome { get; }

    private static string TextOf(StoreOperation operation, WriteOutcome outcome) => outcome switch
    {
        WriteOutcome.Unknown => $"{operation} was cancelled after it had been handed to the store: whether it took place is not known.",
        WriteOutcome.NotApplied => $"{operation} was cancelled before it had begun: nothing was done.",
        WriteOutcome.PartlyApplied when operation == StoreOperation.Remove =>
            $"{operation} was cancelled while it waited for leases: the objects without a lease are removed.",
        WriteOutcome.PartlyApplied => $"{operation} was cancelled after its first half: the old object is removed, no new one stored.",
        _ => $"{operation} was cancelled.",
    };
}
