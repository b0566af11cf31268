namespace Mooncake.Errors;

/// <content>
/// The SDK's own codes. The SDK creates their errors itself, with specific texts. A backend call returns one of them only if it was made
/// through <see cref="MooncakeStoreOptions.DecorateBackend"/>.
/// </content>
internal readonly partial record struct ErrorFacts
{
    private static ErrorFacts? OfSdk(StoreErrorCode code)
    {
        switch (code)
        {
            case StoreErrorCode.EngineLacksCapability:
                return new(
                    "The store's engine does not support the operation or one of its options.",
                    "Leave the option out, or use an engine that supports it: embedded:// and durable:// support conditional writes, expiry, key listing and statistics.",
                    RetryClass.Never,
                    WriteOutcome.NotApplied);
            case StoreErrorCode.StoreReadOnly:
                return new(
                    "The store was opened read-only.",
                    "Open it without read-only=on to write to it.",
                    RetryClass.Never,
                    WriteOutcome.NotApplied);
            case StoreErrorCode.NotOpen:
                return new(
                    "The store is not open yet: the host is still opening it, or retries after a failure.",
                    "Retry later, or continue without the store. The host's log and its health check report why the store could not be opened.",
                    RetryClass.AfterBackoff,
                    WriteOutcome.NotApplied);
            case StoreErrorCode.ObjectChanged:
                return new(
                    "The object was replaced after it was read, so the conditional write was not applied.",
                    "Read the object and its version again, and repeat the write.",
                    RetryClass.Never,
                    WriteOutcome.NotApplied);
            default:
                break;
        }

        (RetryClass Retry, WriteOutcome Write)? effect = code switch
        {
            StoreErrorCode.Timeout => (RetryClass.AfterBackoff, WriteOutcome.Unknown),
            StoreErrorCode.QueueFull or StoreErrorCode.BufferPoolExhausted => (RetryClass.AfterBackoff, WriteOutcome.NotApplied),
            StoreErrorCode.MasterUnreachable or StoreErrorCode.MetadataServerUnreachable or StoreErrorCode.LanesHung or StoreErrorCode.CircuitOpen =>
                (RetryClass.WhenReachable, WriteOutcome.NotApplied),
            StoreErrorCode.Ok or StoreErrorCode.LibraryNotLoaded or StoreErrorCode.LibraryIncomplete or StoreErrorCode.InvalidConfiguration
                or StoreErrorCode.ClusterOptionsDiffer or StoreErrorCode.StoreClosed or StoreErrorCode.SetupFailed or StoreErrorCode.BufferNotRegistered
                or StoreErrorCode.BufferTooSmall or StoreErrorCode.ObjectTooLarge or StoreErrorCode.EmptyObject or StoreErrorCode.KeyTooLong
                or StoreErrorCode.KeyNotEncodable or StoreErrorCode.KeyPartUnnamed or StoreErrorCode.KeyNotCanonical or StoreErrorCode.InvalidPattern
                or StoreErrorCode.PatternTooCostly or StoreErrorCode.CollectionChanged or StoreErrorCode.DepthExceeded or StoreErrorCode.ValueNotEncodable => (RetryClass.Never, WriteOutcome.NotApplied),
            StoreErrorCode.MalformedTruncated or StoreErrorCode.MalformedHeader or StoreErrorCode.MalformedLength or StoreErrorCode.MalformedString
                or StoreErrorCode.MalformedValue or StoreErrorCode.MalformedDepth or StoreErrorCode.MalformedTrailer or StoreErrorCode.TrailerMissing
                or StoreErrorCode.FingerprintMismatch or StoreErrorCode.IntegrityMismatch or StoreErrorCode.SizeMismatch
                or StoreErrorCode.IntegrityLevelTooLow => (RetryClass.Never, WriteOutcome.Unknown),
            _ => null,
        };

        return effect is var (retry, write)
            ? new(
                $"The backend returned {code}, a code of the SDK that the store library never returns.",
                "Fix the backend returned by MooncakeStoreOptions.DecorateBackend.",
                retry,
                write)
            : null;
    }
}
