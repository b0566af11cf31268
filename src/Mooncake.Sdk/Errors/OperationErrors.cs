using Mooncake.Integrity;
using Mooncake.Operations;

namespace Mooncake.Errors;

/// <summary>Makes the errors of operations on objects.</summary>
internal static class OperationErrors
{
    /// <summary>The error for a number that the backend answered.</summary>
    /// <param name="answer">The negative answer.</param>
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

    /// <summary>An operation that the store's disposal overtook.</summary>
    internal static StoreError Closed(StoreOperation operation, string? key) =>
        Refused(StoreErrorCode.StoreClosed, operation, key, "The store was disposed while the operation was under way.", "Await all operations before disposing the store.");

    /// <summary>An item of a list whose time was over before the item's batch was begun.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="options">Where the limit comes from.</param>
    internal static StoreError NotBegun(StoreOperation operation, MooncakeStoreOptions options) =>
        new(
            StoreErrorCode.Timeout,
            operation,
            $"The list's time of {options.OperationTimeout} was over before the batch that this item is in was begun.",
            "Give shorter lists, or raise timeout= (OperationTimeout), which a list has as a whole; a stream has it for each of its batches.")
        {
            Retry = RetryClass.AfterBackoff,
            Outcome = operation.Writes() ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite,
        };

    /// <summary>Memory that is not registered with the store.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="key">The key.</param>
    /// <param name="memory">The memory that was refused.</param>
    internal static StoreError NotRegistered(StoreOperation operation, string key, RegisteredMemory memory) =>
        Refused(
            StoreErrorCode.BufferNotRegistered,
            operation,
            key,
            memory.Buffer is null ? "No memory was given: this is the default of RegisteredMemory."
            : memory.Buffer.IsDisposed ? "The memory is not registered any more: its buffer was disposed."
            : "The memory is not registered with this store: its buffer belongs to another store.",
            "Take memory from a buffer of the store's Buffers, and keep the buffer until the operation is done.");

    /// <summary>An object that is larger than the caller's buffer.</summary>
    /// <param name="key">The key.</param>
    /// <param name="size">The object's size in bytes, or -1 where it is not known.</param>
    /// <param name="room">The buffer's size in bytes.</param>
    internal static StoreError BufferTooSmall(string key, long size, long room) =>
        new(
            StoreErrorCode.BufferTooSmall, StoreOperation.Get,
            size > room ? $"The object has {size} bytes; the buffer has room for {room}." : $"The object is larger than the buffer's {room} bytes.",
            "Offer a larger buffer; SizeOfAsync tells the size.")
        {
            Key = key,
        };

    /// <summary>A regular expression that removes nothing.</summary>
    internal static StoreError Pattern(StoreErrorCode code, string pattern) => code == StoreErrorCode.PatternTooCostly
        ? Refused(code, StoreOperation.Remove, key: null, $"Matching the regular expression '{ErrorText.Cut(pattern)}' against all keys took longer than its budget; nothing was removed.", "Use a simpler expression: anchor it, and nest no repetitions.")
        : Refused(code, StoreOperation.Remove, key: null, $"The regular expression '{ErrorText.Cut(pattern)}' is not valid ECMAScript as the store reads it.", "Mend the expression: inline options, look-behind and named groups do not exist there, and a literal . * + ? ( ) [ ] { } | ^ $ \\ needs a backslash.");

    /// <summary>A write that was not even handed over, because of what only run time knows of its arguments.</summary>
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
            code, operation, key, "The key is empty, and the store takes no empty keys.", "Give the template literal text, or do not leave its only part empty."),
        _ => Refused(
            code, operation, key, "The key cannot be written as UTF-8: a part of it is null, or holds a lone surrogate or a NUL.", "Clean the text that the part is made from."),
    };

    /// <summary>A value whose key cannot be made, since one of the members that it is made from threw.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="typeName">The stored type.</param>
    internal static StoreError KeyThrew(Exception exception, StoreOperation operation, string typeName) => Threw(
        exception, operation, typeName, key: null, $"Reading the key's members of the {typeName} threw {exception.GetType().Name}; this error's Exception holds it.");

    private static StoreError Threw(Exception exception, StoreOperation operation, string typeName, string? key, string cause) =>
        new(StoreErrorCode.ValueNotEncodable, operation, cause, $"Correct the getter or enumerator of the {typeName} that threw.")
        {
            Key = key,
            Exception = exception,
            Outcome = operation.Writes() ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite,
        };

    /// <summary>A key or value that cannot be written.</summary>
    internal static StoreError Unstorable(WriteFault fault, StoreOperation operation, string typeName, string? key, int maxKeyBytes) =>
        fault.Exception is { } exception
            ? Threw(exception, operation, typeName, key, $"Writing the {typeName} threw {exception.GetType().Name}; this error's Exception holds it.")
            : Unstorable(fault.Code, operation, typeName, key, maxKeyBytes);

    private static StoreError Unstorable(StoreErrorCode code, StoreOperation operation, string typeName, string? key, int maxKeyBytes) => code switch
    {
        StoreErrorCode.KeyTooLong or StoreErrorCode.KeyNotEncodable or StoreErrorCode.InvalidKey => Key(code, operation, key, maxKeyBytes),
        StoreErrorCode.EmptyObject => Refused(
            code, operation, key, "The object has no bytes, and the store keeps no empty objects.", "Store at least one byte, or leave the key out and take a miss for empty."),
        StoreErrorCode.CollectionChanged => Refused(
            code, operation, key, $"A collection or text in the {typeName} changed while it was being written.", "Do not change a value until the put has been awaited."),
        StoreErrorCode.DepthExceeded => Refused(
            code, operation, key, $"The {typeName} is nested deeper than the format allows, or refers to itself.", "Flatten the value."),
        StoreErrorCode.ObjectTooLarge => Refused(
            code, operation, key, $"The {typeName} takes more bytes than one buffer can hold ({RentalLayout.MaxObjectRoom}).", "Split it into several objects."),
        _ => Refused(
            code, operation, key, $"A member of the {typeName} cannot be written: a text with a lone surrogate, or a subtype that its union does not list.", "Clean the text, or list the subtype."),
    };

    /// <summary>Bytes that are not a value of the type.</summary>
    internal static StoreError Unreadable(StoreErrorCode code, string typeName, string key, Exception? exception = null)
    {
        (string cause, string remedy) = code switch
        {
            StoreErrorCode.TrailerMissing => (
                $"The object does not end in an integrity trailer of {StoreTrailer.Size} bytes, which {typeName} requires: it was written without one, or was cut short.",
                "If other MemoryPack writers store it, declare the type with IsTrailerOptional or StoreIntegrity.None."),
            StoreErrorCode.MalformedTrailer => (
                "The object's integrity trailer has a version or flags that this SDK does not know.",
                "Read it with the SDK's version that wrote it, or remove it."),
            StoreErrorCode.FingerprintMismatch => (
                $"The object was written from a type whose members differ from those of {typeName}.",
                "Bring the type's declaration in line with the writer's (members may only be appended), or store new shapes under another key."),
            StoreErrorCode.IntegrityMismatch => (
                "The object's checksum does not fit its key and bytes: it is damaged, or belongs to another key.",
                "Remove the object and store it anew; if it repeats, check the memory and the network."),
            StoreErrorCode.IntegrityLevelTooLow => (
                $"No checksum covers the object's bytes, and reading the {typeName} demands one.",
                "Store the object with StoreIntegrity.Checksum; a type without [MemoryPackable] parts may have StoreIntegrity.Identity instead, if its writers have."),
            StoreErrorCode.SizeMismatch => (
                "The store answered more bytes than it was offered room for.",
                "Report this with the library's version: the answer was discarded."),
            _ when exception is not null => (
                $"Making the {typeName} from the object's bytes threw {exception.GetType().Name}; this error's Exception holds it.",
                $"Correct the constructor, setter or comparer of the {typeName} that threw, or store the object anew."),
            _ => (
                $"The object's bytes are not a {typeName} in the MemoryPack format ({code}).",
                "Remove the object if nothing else can read it; check that one template is used for one type only."),
        };

        return new StoreError(code, StoreOperation.Get, cause, remedy) { Key = key, Exception = exception };
    }

    /// <summary>A removal that waited for a lease until its time was over.</summary>
    /// <param name="leased">What the last try answered.</param>
    /// <param name="limit">The operation's timeout.</param>
    internal static StoreError StillLeased(StoreError leased, TimeSpan limit) => new(
        leased.Code,
        leased.Operation,
        $"Readers held leases on the object until the operation's {limit} were over.",
        "Force the removal (RemoveOptions.Forced), or set timeout= (OperationTimeout) longer than the store's lease time.")
    {
        Key = leased.Key,
        NativeCode = leased.NativeCode,
        Retry = leased.Retry,
        Outcome = leased.Outcome,
    };

    /// <summary>A replacement whose first half failed.</summary>
    /// <param name="remove">Why removing failed.</param>
    internal static StoreError NotReplaced(StoreError remove) => new(
        remove.Code,
        StoreOperation.Replace,
        remove.Cause,
        remove.Code == StoreErrorCode.ObjectHasLease
            ? "Force the replacement (ReplaceOptions.Forced), or set timeout= (OperationTimeout) longer than the store's lease time."
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
        new(put.Code, StoreOperation.Replace, $"The old object was removed, then storing the new one failed: {put.Cause}", $"The key holds nothing now. {put.Remedy}")
        {
            Key = put.Key,
            NativeCode = put.NativeCode,
            Retry = put.Retry,
            Outcome = put.Outcome == WriteOutcome.Unknown ? WriteOutcome.Unknown : WriteOutcome.PartlyApplied,
        };
}
