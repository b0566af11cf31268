using System.Diagnostics.CodeAnalysis;
using Mooncake.Backends;

namespace Mooncake.Durable.Setup;

/// <summary>Checks the folder of a store before RocksDB opens it.</summary>
internal static class StoreFolder
{
    /// <summary>Files that RocksDB creates in a folder before it is a database, and entries that a file system may have there.</summary>
    private static readonly string[] Harmless = ["LOCK", "LOG", "IDENTITY", "MANIFEST-", "OPTIONS-", "lost+found"];

    private static readonly string[] HarmlessEndings = [".dbtmp", ".log"];

    /// <summary>
    /// Creates the folder if it is not there, and refuses one that holds something else. For a read-only store it must be there, and hold
    /// one.
    /// </summary>
    /// <param name="options">With the path, relative to the current directory or absolute.</param>
    /// <param name="folder">The absolute path, or null.</param>
    /// <param name="failure">Why the folder will not do, or null.</param>
    internal static bool TryPrepare(
        DurableOptions options, [NotNullWhen(true)] out string? folder, [NotNullWhen(false)] out SetupFailure? failure)
    {
        folder = null;
        try
        {
            string full = Path.GetFullPath(options.Folder);
            if (HoldsRemains(full))
            {
                failure = OpenFailures.WithoutCurrent(full);
            }
            else if (options.IsReadOnly)
            {
                failure = HoldsDatabase(full) ? null : OpenFailures.NothingToRead(full);
            }
            else
            {
                Directory.CreateDirectory(full);
                failure = IsFree(full) ? null : OpenFailures.Foreign(full);
            }

            folder = failure is null ? full : null;
            return failure is null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            failure = OpenFailures.Unusable(options.Folder, exception.Message);
            return false;
        }
    }

    private static bool HoldsDatabase(string folder) => File.Exists(Path.Combine(folder, "CURRENT"));

    /// <summary>
    /// True if files with objects are there, but not the one that names the others. RocksDB would create a new database around them: the
    /// next opening would find it, and nothing in it.
    /// </summary>
    private static bool HoldsRemains(string folder) =>
        Directory.Exists(folder)
        && !HoldsDatabase(folder)
        && Directory.EnumerateFiles(folder).Any(static file =>
            Path.GetExtension(file) is ".log" or ".sst" or ".blob"
            && Path.GetFileNameWithoutExtension(file) is { Length: > 0 } name && !name.AsSpan().ContainsAnyExceptInRange('0', '9'));

    private static bool IsFree(string folder) =>
        HoldsDatabase(folder)
        || Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).All(static name =>
            Array.Exists(Harmless, start => name!.StartsWith(start, StringComparison.Ordinal))
            || Array.Exists(HarmlessEndings, end => name!.EndsWith(end, StringComparison.Ordinal)));
}
