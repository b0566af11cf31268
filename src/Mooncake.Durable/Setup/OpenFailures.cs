using Mooncake.Backends;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Setup;

/// <summary>Says why a store could not be opened.</summary>
internal static class OpenFailures
{
    /// <summary>The failure for an error text of RocksDB.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="message">The text.</param>
    internal static SetupFailure Of(string folder, string message)
    {
        string text = message.ReplaceLineEndings(" ");
        if (message.Contains("lock file", StringComparison.OrdinalIgnoreCase) || message.Contains("lock hold by current process", StringComparison.Ordinal))
        {
            return message.Contains("ermission denied", StringComparison.Ordinal)
                || message.Contains("Read-only file system", StringComparison.Ordinal)
                ? Unusable(folder, text)
                : new SetupFailure(
                    StoreErrorCode.FileLockFail,
                    $"The folder '{folder}' is in use by another store, of this process or another one.",
                    "Share one open store inside a process, close the other one first, or use another folder.")
                { Details = [text] };
        }

        if (message.Contains("Column families not opened", StringComparison.Ordinal))
        {
            return Foreign(folder);
        }

        if (RocksErrors.IsDamage(message))
        {
            return new SetupFailure(
                StoreErrorCode.ChecksumMismatch,
                $"The store in '{folder}' is damaged: {text}.",
                "Restore the folder from a backup. If there is none, copy the folder and open it once with recovery=to-damage, which keeps "
                    + "what lies before damage in the log and loses what lies behind it.");
        }

        return RocksErrors.OfWrite(message) == StoreErrorCode.NoAvailableHandle
            ? new SetupFailure(StoreErrorCode.NoAvailableHandle, $"The disk of '{folder}' is full: {text}.", "Free space on the disk, and open the store again.")
            : Unusable(folder, text);
    }

    /// <summary>The folder cannot be created, read or written.</summary>
    internal static SetupFailure Unusable(string folder, string message) => new(
        StoreErrorCode.FileOpenFail,
        $"The folder '{folder}' cannot be used: {message.ReplaceLineEndings(" ").TrimEnd('.')}.",
        "Use a folder on a local disk that this process may create files in.");

    /// <summary>The folder holds something else.</summary>
    internal static SetupFailure Foreign(string folder) => new(
        StoreErrorCode.FileOpenFail,
        $"The folder '{folder}' holds files, but no durable store.",
        "Use an empty folder, one that does not exist yet, or the folder of a durable store.");

    /// <summary>The folder is open in this process, with other settings.</summary>
    internal static SetupFailure OptionsDiffer(string folder) => new(
        StoreErrorCode.ClusterOptionsDiffer,
        $"The folder '{folder}' is open in this process with other settings.",
        "Use the same settings for all handles of a folder, or close the others first.");

    /// <summary>There is no store that could be read.</summary>
    internal static SetupFailure NothingToRead(string folder) => new(
        StoreErrorCode.FileNotFound,
        $"The folder '{folder}' holds no durable store, and read-only=true creates none.",
        "Check the path, or open the folder once without read-only=true to create a store.");

    /// <summary>The store has a layout of another version.</summary>
    internal static SetupFailure OtherVersion(string folder, int version) => new(
        StoreErrorCode.InvalidVersion,
        $"The store in '{folder}' has format version {version}; this version of Mooncake.Durable reads version {StoreFormat.Version}.",
        version > StoreFormat.Version ? "Update the package Mooncake.Durable, or use another folder." : "Use another folder.");
}
