using System.Diagnostics.CodeAnalysis;
using Mooncake.Backends;

namespace Mooncake.Durable.Setup;

/// <summary>
/// The folders that backends of this process share. A folder is opened by its first backend and closed by its last. Thread-safe; one
/// opening at a time.
/// </summary>
internal static class SharedFolders
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, Share> Shares = new(StringComparer.Ordinal);

    /// <summary>Opens a folder, or joins the backends that have it open.</summary>
    /// <param name="options">The options; apart from the capacity, they must be those of the first backend.</param>
    /// <param name="open">Opens the folder; null if it cannot be opened, for a reason that its caller has noted.</param>
    /// <param name="folder">The open folder, or null. Given back by <see cref="Leave"/>.</param>
    /// <param name="failure">Why the options do not fit; null if they do, also if the folder could not be opened.</param>
    internal static bool TryJoin(
        DurableOptions options, Func<OpenFolder?> open, [NotNullWhen(true)] out OpenFolder? folder, ref SetupFailure? failure)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder));
        lock (Gate)
        {
            if (!Shares.TryGetValue(path, out Share? share))
            {
                folder = open();
                if (folder is null)
                {
                    return false;
                }

                Shares.Add(path, new Share(folder, options));
                return true;
            }

            DurableOptions wanted = options with { CapacityBytes = share.Options.CapacityBytes, Folder = share.Options.Folder };
            bool isSame = wanted == share.Options;
            failure = isSame ? null : OpenFailures.OptionsDiffer(path);
            folder = isSame ? share.Folder : null;
            share.Count += isSame ? 1 : 0;
            return isSame;
        }
    }

    /// <summary>Gives a folder back, and closes it if nobody else has it.</summary>
    /// <param name="folder">The folder; null does nothing.</param>
    internal static void Leave(OpenFolder? folder)
    {
        lock (Gate)
        {
            foreach ((string path, Share share) in Shares)
            {
                if (share.Folder == folder)
                {
                    if (--share.Count == 0)
                    {
                        Shares.Remove(path);
                        share.Folder.Dispose();
                    }

                    return;
                }
            }
        }
    }

    private sealed class Share(OpenFolder folder, DurableOptions options)
    {
        internal readonly OpenFolder Folder = folder;
        internal readonly DurableOptions Options = options;
        internal int Count = 1;
    }
}
