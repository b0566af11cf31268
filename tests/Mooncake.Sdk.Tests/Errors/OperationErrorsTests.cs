using Mooncake.Operations;

namespace Mooncake.Errors;

/// <summary>The errors that the SDK makes itself.</summary>
public sealed class OperationErrorsTests
{
    private static readonly StoreErrorCode[] Unstorable =
    [
        StoreErrorCode.KeyTooLong, StoreErrorCode.KeyNotEncodable, StoreErrorCode.InvalidKey, StoreErrorCode.EmptyObject,
        StoreErrorCode.CollectionChanged, StoreErrorCode.DepthExceeded, StoreErrorCode.ObjectTooLarge, StoreErrorCode.ValueNotEncodable,
    ];

    private static readonly StoreErrorCode[] Unreadable =
        [.. Enum.GetValues<StoreErrorCode>().Where(code => code <= StoreErrorCode.MalformedTruncated)];

    [Fact]
    public void Unstorable_EveryCode_HasATextOfItsOwnAndWroteNothing()
    {
        StoreError[] errors = [.. Unstorable.Select(code => OperationErrors.Unstorable(new WriteFault(code), StoreOperation.Put, "Block", "k", 100))];
        Assert.Equal(Unstorable, errors.Select(error => error.Code));
        Assert.Equal(Unstorable.Length, errors.Select(error => error.Cause).Distinct().Count());
        Assert.All(errors, error => Assert.Equal((WriteOutcome.NotApplied, RetryClass.Never, "k"), (error.Outcome, error.Retry, error.Key)));
    }

    [Fact]
    public void Unreadable_EveryCode_HasATextOfItsOwn()
    {
        StoreError[] errors = [.. Unreadable.Select(code => OperationErrors.Unreadable(code, "Block", "k"))];
        Assert.Equal(Unreadable, errors.Select(error => error.Code));
        Assert.Equal(Unreadable.Length, errors.Select(error => error.Cause).Distinct().Count());
        Assert.All(errors, error => Assert.NotEmpty(error.Remedy));
    }

    [Fact]
    public void Unreadable_WithAnException_KeepsItsTextOutOfTheMessage()
    {
        FormatException exception = new("the payload was: secret");
        StoreError error = OperationErrors.Unreadable(StoreErrorCode.MalformedValue, "Block", "k", exception);
        Assert.Same(exception, error.Exception);
        Assert.Contains(nameof(FormatException), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HalfReplaced_SaysThatTheKeyHoldsNothing()
    {
        StoreError error = OperationErrors.HalfReplaced(OperationErrors.Native((int)StoreErrorCode.NoAvailableHandle, StoreOperation.Put, "k"));
        Assert.Equal((StoreOperation.Replace, WriteOutcome.PartlyApplied, "k"), (error.Operation, error.Outcome, error.Key));
        Assert.Contains("The key has no object now.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HalfReplaced_PutOfUnknownEnd_IsUnknown() => Assert.Equal(
        WriteOutcome.Unknown, OperationErrors.HalfReplaced(OperationErrors.Native((int)StoreErrorCode.RpcFail, StoreOperation.Put, "k")).Outcome);

    [Fact]
    public void NotReplaced_KeepsWhatTheRemovalDid()
    {
        StoreError error = OperationErrors.NotReplaced(OperationErrors.Native((int)StoreErrorCode.ObjectHasLease, StoreOperation.Remove, "k"));
        Assert.Equal(
            (StoreOperation.Replace, StoreErrorCode.ObjectHasLease, WriteOutcome.NotApplied, RetryClass.AfterBackoff),
            (error.Operation, error.Code, error.Outcome, error.Retry));
    }
}
