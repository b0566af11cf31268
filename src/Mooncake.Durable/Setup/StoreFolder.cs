using System.Diagnostics.CodeAnalysis;
using Mooncake.Backends;

namespace Mooncake.Durable.Setup;

/// <summary>Checks the folder of a store before RocksDB opens it.</summary>
internal static class StoreFolder
{
    /// <summary>Files that RocksDB creates in a folder before it is a database, and entries that a file system may have there.</summary>
    private static readonly string[] Harmless = ["LOCK", "LOG", "IDENTITY", "MANIFEST-", "OPTIONS-", "lost+found"];

    private static readonly string[] HarmlessEndings = [".dbtmp", ".log"];

    /// <summary>Creates the folder if it does not exist, and rejects one that contains something else.</summary>
    /// <param name="path">The path, relative to the current directory or absolute.</param>
    /// <param name="folder">The absolute path, or null.</param>
    /// <param name="failure">Why the folder cannot be used, or null.</param>
    internal static bool TryPrepare(string path, [NotNullWhen(true)] out string? folder, [NotNullWhen(false)] out SetupFailure? failure)
    {
        folder = null;
        try
        {
            string full = Path.GetFullPath(path);
            Directory.CreateDirectory(full);
            failure = IsFree(full) ? null : OpenFailures.Foreign(full);
            folder = failure is null ? full : null;
            return failure is null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            failure = OpenFailures.Unusable(path, exception.Message);
            return false;
        }
    }

    private static bool IsFree(string folder) =>
        File.Exists(Path.Combine(folder, "CURRENT"))
        || Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).All(static name =>
            Array.Exists(Harmless, start => name!.StartsWith(start, StringComparison.Ordinal))
            || Array.Exists(HarmlessEndings, end => name!.EndsWith(end, StringComparison.Ordinal)));
}
