using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Maintenance;

/// <summary>Makes the errors of upkeep.</summary>
internal static class DurableErrors
{
    /// <summary>The store was closed meanwhile.</summary>
    internal static StoreError Closed(StoreOperation operation) => Of(
        operation,
        StoreErrorCode.StoreClosed,
        "The store was closed before the operation had ended.",
        "Close the store later, or open it again.");

    /// <summary>The operation writes, and the store does not.</summary>
    internal static StoreError ReadOnly(StoreOperation operation) => Of(
        operation,
        StoreErrorCode.StoreReadOnly,
        "The store was opened read-only, and the operation writes files.",
        "Open it without read-only=on.");

    /// <summary>What a copy was to be made into is there already.</summary>
    /// <param name="folder">The absolute path.</param>
    internal static StoreError FolderIsThere(string folder) => Of(
        StoreOperation.Checkpoint,
        StoreErrorCode.FileOpenFail,
        $"'{folder}' exists already.",
        "Name a folder that does not exist; its parent is created.");

    /// <summary>A file or folder could not be used.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="path">The path.</param>
    /// <param name="exception">Why.</param>
    internal static StoreError OfFile(StoreOperation operation, string path, Exception exception) => Of(
        operation,
        StoreErrorCode.FileWriteFail,
        $"'{path}' cannot be used: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}.",
        "Use a folder that this process may create files in.");

    /// <summary>RocksDB has reported an error.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="message">The error's text.</param>
    /// <param name="what">What it was about, such as a folder.</param>
    internal static StoreError OfRocks(StoreOperation operation, string message, string what)
    {
        StoreErrorCode code = RocksErrors.OfWrite(message);
        string remedy = code switch
        {
            StoreErrorCode.NoAvailableHandle => "Free space on the disk, and try again.",
            StoreErrorCode.ChecksumMismatch =>
                "Call VerifyAsync to find the damaged objects; restore the folder from a checkpoint, or remove them.",
            _ => "Check the disk, and the file LOG in the store's folder.",
        };
        return Of(operation, code, $"RocksDB failed on {what}: {message.ReplaceLineEndings(" ").TrimEnd('.')}.", remedy);
    }

    /// <summary>An engine call has answered a code.</summary>
    internal static StoreError OfCode(StoreOperation operation, int code) => Of(
        operation,
        (StoreErrorCode)code,
        $"The store could not be read ({(StoreErrorCode)code}).",
        "Call VerifyAsync to find what is damaged, and check the disk.");

    /// <summary>Background errors have appeared during a compaction.</summary>
    internal static StoreError CompactionFailed(string folder) => Of(
        StoreOperation.Compact,
        StoreErrorCode.FileWriteFail,
        $"A compaction of '{folder}' has failed.",
        "The file LOG in the folder has the reason; call VerifyAsync to find damage, and check the free space of the disk.");

    private static StoreError Of(StoreOperation operation, StoreErrorCode code, string cause, string remedy) =>
        new(code, operation, cause, remedy) { Outcome = WriteOutcome.NotAWrite, Retry = RetryClass.Never };
}
