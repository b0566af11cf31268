using Mooncake.Integrity;
using Mooncake.Operations;
using Mooncake.Options;

namespace Mooncake.Errors;

/// <summary>Creates the errors of operations on objects.</summary>
internal static class OperationErrors
{
    /// <summary>The error for a code that the backend returned.</summary>
    /// <param name="answer">The negative code.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="key">The key, or null.</param>
    internal static StoreError Native(long answer, StoreOperation operation, string? key)
    {
        StoreErrorCode code = (StoreErrorCode)(int)answer;
        ErrorFacts facts = ErrorFacts.Of(code);
        return new StoreError(code, operation, facts.Cause, facts.Remedy)
        {
            Key = key,
            NativeCode = (int)answer,
            Retry = facts.Retry,
            Outcome = operation.Writes() ? facts.Write : WriteOutcome.NotAWrite,
        };
    }

    /// <summary>An operation that had not completed when the store was disposed.</summary>
    internal static StoreError Closed(StoreOperation operation, string? key) =>
        Refused(StoreErrorCode.StoreClosed, operation, key, "The store was disposed before the operation completed.", "Await all operations before disposing the store.");

    /// <summary>An operation of a store that is not open yet.</summary>
    internal static StoreError NotOpen(StoreOperation operation, string? key)
    {
        ErrorFacts facts = ErrorFacts.Of(StoreErrorCode.NotOpen);
        return new StoreError(StoreErrorCode.NotOpen, operation, facts.Cause, facts.Remedy)
        {
            Key = key,
            Retry = facts.Retry,
            Outcome = operation.Writes() ? facts.Write : WriteOutcome.NotAWrite,
        };
    }

    /// <summary>A put with <see cref="IfExists.Fail"/> whose key already has an object.</summary>
    internal static StoreError Exists(string key) =>
        new(
            StoreErrorCode.ObjectAlreadyExists,
            StoreOperation.Put,
            "An object with this key exists, and the put specified IfExists.Fail.",
            "Use the existing object, or store with IfExists.Replace.")
        {
            Key = key,
            NativeCode = (int)StoreErrorCode.ObjectAlreadyExists,
            Retry = RetryClass.Never,
            Outcome = WriteOutcome.NotApplied,
        };

    /// <summary>An item whose operation timed out before the native call for the item started.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="options">The options, which set the limit.</param>
    internal static StoreError NotBegun(StoreOperation operation, MooncakeStoreOptions options) =>
        new(
            StoreErrorCode.Timeout,
            operation,
            $"The operation timed out after {DurationText.Format(options.OperationTimeout)}, before the native call for this item started.",
            "Split the batch, use a stream, or raise timeout= (OperationTimeout): the timeout covers the whole batch, but applies to each batch of a stream separately.")
        {
            Retry = RetryClass.AfterBackoff,
            Outcome = operation.Writes() ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite,
        };

    /// <summary>Memory that is not registered with the store.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="key">The key.</param>
    /// <param name="memory">The rejected memory.</param>
    internal static StoreError NotRegistered(StoreOperation operation, string key, RegisteredMemory memory) =>
        Refused(
            StoreErrorCode.BufferNotRegistered,
            operation,
            key,
            memory.Buffer is null ? "The memory is default(RegisteredMemory)."
            : memory.Buffer.IsDisposed ? "The memory is no longer registered, because its buffer was disposed."
            : "The memory is registered with another store.",
            "Use a buffer from this store's Buffers, and dispose it only after the operation has completed.");

    /// <summary>An object that is larger than the caller's buffer.</summary>
    /// <param name="key">The key.</param>
    /// <param name="size">The object's size in bytes, or -1 if it is not known.</param>
    /// <param name="room">The buffer's size in bytes.</param>
    internal static StoreError BufferTooSmall(string key, long size, long room) =>
        new(
            StoreErrorCode.BufferTooSmall, StoreOperation.Get,
            size > room
                ? $"The object is {size} bytes, but the buffer is only {room} bytes."
                : $"The object is larger than the buffer of {room} bytes.",
            "Use a larger buffer; SizeOfAsync returns the size.")
        {
            Key = key,
        };

    /// <summary>A draft whose members other than the payload need more memory than it has around the payload.</summary>
    /// <param name="key">The key.</param>
    /// <param name="typeName">The stored type.</param>
    /// <param name="size">The size of the other members in bytes.</param>
    /// <param name="room">The size of the memory in bytes.</param>
    internal static StoreError DraftTooSmall(string key, string typeName, int size, int room) => Refused(
        StoreErrorCode.BufferTooSmall,
        StoreOperation.Put,
        key,
        $"The members of the {typeName} other than the payload need {size} bytes, but the draft reserved only {room} when it was created.",
        "Create the draft with a value whose other members are about as large as they will be.");

    /// <summary>A regular expression that the store rejected, or abandoned; it removes nothing.</summary>
    internal static StoreError Pattern(StoreErrorCode code, string pattern) => code == StoreErrorCode.PatternTooCostly
        ? Refused(code, StoreOperation.Remove, key: null, $"The regular expression '{ErrorText.Cut(pattern)}' takes too long to match, for one key or for all of them; nothing was removed.", "Use a simpler expression: anchor it, and avoid nested quantifiers. RemoveByPrefixAsync has no such limit.")
        : Refused(code, StoreOperation.Remove, key: null, $"The store does not accept the regular expression '{ErrorText.Cut(pattern)}' (ECMAScript syntax).", "Remove inline options, look-behinds and named groups, and put a backslash before a literal . * + ? ( ) [ ] { } | ^ $ \\.");

    /// <summary>An operation that was rejected before any call to the backend.</summary>
    internal static StoreError Refused(StoreErrorCode code, StoreOperation operation, string? key, string cause, string remedy) =>
        new(code, operation, cause, remedy)
        {
            Key = key,
            Outcome = operation.Writes() ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite,
        };

    /// <summary>A key that cannot be written, or is too long.</summary>
    internal static StoreError Key(StoreErrorCode code, StoreOperation operation, string? key, int maxKeyBytes) => code switch
    {
        StoreErrorCode.KeyTooLong => Refused(
            code, operation, key, $"The key is longer than {maxKeyBytes} bytes of UTF-8.", "Use a shorter key, or raise MaxKeyBytes (max-key= in the connection string)."),
        StoreErrorCode.InvalidKey => Refused(
            code, operation, key, "The key is empty, which the store does not allow.", "Add literal text to the template, or set its only part."),
        StoreErrorCode.KeyPartUnnamed => Refused(
            code,
            operation,
            key,
            "The key has no text: an enum part that the template writes by its name (format G) has a value without a name.",
            "Use a value that the enum declares, or declare a new type whose template writes the number (format D)."),
        _ => Refused(
            code, operation, key, "The key cannot be written as UTF-8: a part is null, or contains a lone surrogate or a NUL.", "Correct the text of that part."),
    };

    /// <summary>A value whose key cannot be created, because one of its key members threw.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="typeName">The stored type.</param>
    internal static StoreError KeyThrew(Exception exception, StoreOperation operation, string typeName) => Threw(
        exception, operation, typeName, key: null, $"A key member of the {typeName} threw {exception.GetType().Name} (see Exception).");

    private static StoreError Threw(Exception exception, StoreOperation operation, string typeName, string? key, string cause) =>
        new(StoreErrorCode.ValueNotEncodable, operation, cause, $"Fix the getter or enumerator of the {typeName} that threw.")
        {
            Key = key,
            Exception = exception,
            Outcome = operation.Writes() ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite,
        };

    /// <summary>A key or value that cannot be written.</summary>
    internal static StoreError Unstorable(WriteFault fault, StoreOperation operation, string typeName, string? key, int maxKeyBytes) =>
        fault.Exception is { } exception
            ? Threw(exception, operation, typeName, key, $"Writing the {typeName} threw {exception.GetType().Name} (see Exception).")
            : Unstorable(fault.Code, operation, typeName, key, maxKeyBytes);

    private static StoreError Unstorable(StoreErrorCode code, StoreOperation operation, string typeName, string? key, int maxKeyBytes) =>
        code switch
        {
            StoreErrorCode.KeyTooLong or StoreErrorCode.KeyNotEncodable or StoreErrorCode.KeyPartUnnamed or StoreErrorCode.InvalidKey => Key(code, operation, key, maxKeyBytes),
            StoreErrorCode.EmptyObject => Refused(
                code, operation, key, "The object is empty, which the store does not allow.", "Store at least one byte, or treat a miss as empty."),
            StoreErrorCode.CollectionChanged => Refused(
                code, operation, key, $"A collection or string in the {typeName} changed while it was written.", "Do not change a value before its put has completed."),
            StoreErrorCode.DepthExceeded => Refused(
                code, operation, key, $"The {typeName} is nested more deeply than the format or the stack of the thread allows, or contains itself.", "Flatten the value, or remove the cycle."),
            StoreErrorCode.ObjectTooLarge => Refused(
                code, operation, key, $"The {typeName} needs more than {RentalLayout.MaxObjectCapacity} bytes, the limit of one buffer.", "Split it into several objects."),
            _ => Refused(
                code, operation, key, $"A member of the {typeName} cannot be written: a string with a lone surrogate, or a derived type that its union does not list.", "Correct the string, or list the derived type in the union."),
        };

    /// <summary>Bytes that are not a value of the type.</summary>
    internal static StoreError Unreadable(StoreErrorCode code, string typeName, string key, Exception? exception = null)
    {
        (string cause, string remedy) = code switch
        {
            StoreErrorCode.TrailerMissing => (
                $"The object has no integrity trailer of {StoreTrailer.Size} bytes, which {typeName} requires: it was written without one, or truncated.",
                "If another MemoryPack writer stores it, declare the type with IsTrailerOptional or StoreIntegrity.None."),
            StoreErrorCode.MalformedTrailer => (
                "The object's integrity trailer has an unknown version or unknown flags.",
                "Read it with the version of the SDK that wrote it, or remove it."),
            StoreErrorCode.FingerprintMismatch => (
                $"The object was written from a type whose members differ from those of {typeName}.",
                "Match the writer's declaration (members may only be appended), or store the new shape under another key."),
            StoreErrorCode.IntegrityMismatch => (
                "The object's checksum does not match its key and bytes: it is damaged, or belongs to another key.",
                "Remove the object and store it again; if it happens again, check memory and network."),
            StoreErrorCode.IntegrityLevelTooLow => (
                $"No checksum covers the object's bytes, and the {typeName} requires one.",
                "Store the object with StoreIntegrity.Checksum; a type without [MemoryPackable] parts can instead be declared with StoreIntegrity.Identity if all its writers use it."),
            StoreErrorCode.SizeMismatch => (
                "The store reported more bytes than the buffer can hold.",
                "Report this with the library's version; the result was discarded."),
            _ when exception is not null => (
                $"Reading the {typeName} threw {exception.GetType().Name} (see Exception).",
                $"Fix the constructor, setter or comparer of the {typeName} that threw, or store the object again."),
            _ => (
                $"The object's bytes are not a valid {typeName} in the MemoryPack format ({code}).",
                "Check that only one type uses this key template; remove the object if nothing else can read it."),
        };

        return new StoreError(code, StoreOperation.Get, cause, remedy) { Key = key, Exception = exception };
    }

    /// <summary>A removal that waited for a lease until it timed out.</summary>
    /// <param name="leased">The error of the last attempt.</param>
    /// <param name="limit">The operation's timeout.</param>
    internal static StoreError StillLeased(StoreError leased, TimeSpan limit) => new(
        leased.Code,
        leased.Operation,
        $"The object stayed leased until the operation timed out after {DurationText.Format(limit)}.",
        "Force the removal (RemoveOptions.Forced), or set timeout= (OperationTimeout) above the store's lease time.")
    {
        Key = leased.Key,
        NativeCode = leased.NativeCode,
        Retry = leased.Retry,
        Outcome = leased.Outcome,
    };

    /// <summary>A removal of many objects that waited for leases until it timed out.</summary>
    /// <param name="removed">Number of objects removed.</param>
    /// <param name="skipped">Number of objects that remain.</param>
    /// <param name="limit">The operation's timeout.</param>
    internal static StoreError StillLeased(long removed, long skipped, TimeSpan limit) => new(
        StoreErrorCode.ObjectHasLease,
        StoreOperation.Remove,
        $"Removed {removed} objects; {skipped} more stayed leased until the operation timed out after {DurationText.Format(limit)}.",
        "Force the removal (RemoveOptions.Forced), or set timeout= (OperationTimeout) above the store's lease time.")
    {
        Retry = ErrorFacts.Of(StoreErrorCode.ObjectHasLease).Retry,
        Outcome = removed > 0 ? WriteOutcome.PartlyApplied : WriteOutcome.NotApplied,
    };

    /// <summary>A removal of many objects that failed after it had removed some.</summary>
    /// <param name="error">Why it failed.</param>
    /// <param name="removed">Number of objects removed before the failure.</param>
    internal static StoreError PartlyRemoved(StoreError error, long removed) =>
        new(error.Code, StoreOperation.Remove, $"Removed {removed} objects, then failed: {error.Cause}", error.Remedy)
        {
            NativeCode = error.NativeCode,
            Retry = error.Retry,
            Outcome = error.Outcome == WriteOutcome.Unknown ? WriteOutcome.Unknown : WriteOutcome.PartlyApplied,
            Exception = error.Exception,
        };

    /// <summary>A removal of many objects that should wait for leases, on an engine that does not count leased objects.</summary>
    internal static StoreError CannotWaitForLeases() => Refused(
        StoreErrorCode.EngineLacksCapability,
        StoreOperation.Remove,
        key: null,
        "The store's engine does not count leased objects, so a removal of many objects cannot wait for leases; nothing was removed.",
        "Force the removal (RemoveOptions.Forced), or remove the objects one by one with RemoveOptions.Waiting.");

    /// <summary>A replacement that failed to remove the old object.</summary>
    /// <param name="remove">Why removing failed.</param>
    internal static StoreError NotReplaced(StoreError remove) => new(
        remove.Code,
        StoreOperation.Replace,
        remove.Cause,
        remove.Code == StoreErrorCode.ObjectHasLease
            ? "Force the replacement (ReplaceOptions.Forced), or set timeout= (OperationTimeout) above the store's lease time."
            : remove.Remedy)
    {
        Key = remove.Key,
        NativeCode = remove.NativeCode,
        Retry = remove.Retry,
        Outcome = remove.Outcome,
        Exception = remove.Exception,
    };

    /// <summary>A replacement that removed the old object and failed to store the new one.</summary>
    /// <param name="put">Why storing failed.</param>
    internal static StoreError HalfReplaced(StoreError put) =>
        new(put.Code, StoreOperation.Replace, $"The old object was removed, but storing the new one failed: {put.Cause}", $"The key has no object now. {put.Remedy}")
        {
            Key = put.Key,
            NativeCode = put.NativeCode,
            Retry = put.Retry,
            Outcome = put.Outcome == WriteOutcome.Unknown ? WriteOutcome.Unknown : WriteOutcome.PartlyApplied,
            Exception = put.Exception,
        };
}
