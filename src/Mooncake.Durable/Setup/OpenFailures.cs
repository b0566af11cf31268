using Mooncake.Backends;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Setup;

/// <summary>Creates the failures of opening a store.</summary>
internal static class OpenFailures
{
    /// <summary>The failure for an error message of RocksDB.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="message">RocksDB's message.</param>
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
                    $"The folder '{folder}' is already open in another store, in this process or another one.",
                    "Share one open store inside a process, close the other store first, or use another folder.")
                { Details = [text] };
        }

        if (message.Contains("Column families not opened", StringComparison.Ordinal))
        {
            return Foreign(folder);
        }

        bool isMissing = message.StartsWith("IO error: No such file", StringComparison.Ordinal)
            && message.Contains("/MANIFEST-", StringComparison.Ordinal);
        if (RocksErrors.IsDamage(message) || isMissing)
        {
            return Damaged(folder, text);
        }

        return RocksErrors.OfWrite(message) == StoreErrorCode.NoAvailableHandle
            ? new SetupFailure(
                StoreErrorCode.NoAvailableHandle,
                $"The disk of '{folder}' is full: {text}.",
                "Free space on the disk, then open the store again.")
            : Unusable(folder, text);
    }

    /// <summary>Files of a store are there, but not the one with which reading it begins.</summary>
    internal static SetupFailure WithoutCurrent(string folder) => Damaged(folder, "the file CURRENT is missing");

    private static SetupFailure Damaged(string folder, string text)
    {
        // What is wrong with the other files, to-damage does not get past.
        bool isInLog = !Array.Exists(
            (string[])["MANIFEST", "CURRENT", ".sst", ".blob"], name => text.Contains(name, StringComparison.Ordinal));
        return new SetupFailure(
            StoreErrorCode.ChecksumMismatch,
            $"The store in '{folder}' is damaged: {text.TrimEnd('.')}.",
            isInLog
                ? "Restore the folder from a backup. Without a backup, copy the folder as a safeguard, then open the original once with "
                    + "recovery=to-damage, which keeps everything in the log before the damage and loses everything after it."
                : "Restore the folder from a backup or a checkpoint.");
    }

    /// <summary>The folder cannot be created, read or written.</summary>
    internal static SetupFailure Unusable(string folder, string message) => new(
        StoreErrorCode.FileOpenFail,
        $"The folder '{folder}' cannot be used: {message.ReplaceLineEndings(" ").TrimEnd('.')}.",
        message.Contains("Too many open files", StringComparison.OrdinalIgnoreCase)
            ? "Raise the process's limit of open files (ulimit -n on Linux and macOS), or limit those of the store, as in open-files=500."
            : "Use a folder on a local disk in which this process may create files.");

    /// <summary>The memory tier has no memory.</summary>
    internal static SetupFailure NoMemory(long bytes) => new(
        StoreErrorCode.NoAvailableHandle,
        $"There is no memory for a cache of {bytes} bytes.",
        "Set a smaller cache, as in cache=16MiB, or cache=0 for none.");

    /// <summary>The folder contains something other than a store.</summary>
    internal static SetupFailure Foreign(string folder) => new(
        StoreErrorCode.FileOpenFail,
        $"The folder '{folder}' contains files, but no durable store.",
        "Use an empty folder, one that does not exist yet, or the folder of a durable store.");

    /// <summary>The folder is open in this process, with other settings.</summary>
    internal static SetupFailure OptionsDiffer(string folder) => new(
        StoreErrorCode.ClusterOptionsDiffer,
        $"The folder '{folder}' is open in this process with other settings.",
        "Use the same settings for all handles of a folder, or close the others first.");

    /// <summary>There is no store that could be read.</summary>
    internal static SetupFailure NothingToRead(string folder) => new(
        StoreErrorCode.FileNotFound,
        $"The folder '{folder}' contains no durable store, and a store opened with read-only=on does not create one.",
        "Check the path, or open the folder once without read-only=on to create a store.");

    /// <summary>The store has another format version.</summary>
    internal static SetupFailure OtherVersion(string folder, int version) => new(
        StoreErrorCode.InvalidVersion,
        $"The store in '{folder}' has format version {version}; this version of Mooncake.Durable reads version {StoreFormat.Version}.",
        version > StoreFormat.Version ? "Update the package Mooncake.Durable, or use another folder." : "Use another folder.");
}
