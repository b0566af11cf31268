using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Durable.Rocks;

/// <summary>
/// The loaded native library of RocksDB and its functions. One for the process, loaded at first use and never unloaded. Immutable.
/// </summary>
internal sealed class RocksLibrary
{
    private static readonly Lazy<(RocksLibrary? Library, SetupFailure? Failure)> Loaded = new(static () =>
    {
        bool isLoaded = TryLoad(RocksFiles.Candidates(), out RocksLibrary? library, out SetupFailure? failure);
        return isLoaded ? (library, null) : (null, failure);
    });

    private RocksLibrary(RocksExports exports)
    {
        Options = new OptionFunctions(exports);
        Tables = new TableFunctions(exports);
        Databases = new DatabaseFunctions(exports);
        Reads = new ReadFunctions(exports);
        Batches = new BatchFunctions(exports);
        Maintenance = new MaintenanceFunctions(exports);
    }

    /// <summary>Functions of options.</summary>
    internal OptionFunctions Options { get; }

    /// <summary>Functions of table files and caches.</summary>
    internal TableFunctions Tables { get; }

    /// <summary>Functions of databases.</summary>
    internal DatabaseFunctions Databases { get; }

    /// <summary>Functions of reads.</summary>
    internal ReadFunctions Reads { get; }

    /// <summary>Functions of batches.</summary>
    internal BatchFunctions Batches { get; }

    /// <summary>Functions of upkeep.</summary>
    internal MaintenanceFunctions Maintenance { get; }

    /// <summary>The library, loaded at the first call.</summary>
    /// <param name="library">The library, or null.</param>
    /// <param name="failure">Why there is none, or null.</param>
    internal static bool TryGet([NotNullWhen(true)] out RocksLibrary? library, [NotNullWhen(false)] out SetupFailure? failure)
    {
        (library, failure) = Loaded.Value;
        return library is not null;
    }

    /// <summary>Loads the first file that loads and has every function.</summary>
    /// <param name="candidates">Full paths, in order.</param>
    /// <param name="library">The library, or null.</param>
    /// <param name="failure">Every path that was tried, with the loader's message; or null.</param>
    internal static bool TryLoad(
        IEnumerable<string> candidates, [NotNullWhen(true)] out RocksLibrary? library, [NotNullWhen(false)] out SetupFailure? failure)
    {
        List<string> attempts = [];
        foreach (string path in candidates)
        {
            if (TryOpen(path, out nint handle, out string? reason))
            {
                RocksExports exports = new(handle);
                library = new RocksLibrary(exports);
                if (exports.Missing.Count == 0)
                {
                    failure = null;
                    return true;
                }

                reason = $"it does not export {string.Join(", ", exports.Missing)}";
            }

            attempts.Add($"{path}: {reason}");
        }

        library = null;
        failure = new SetupFailure(
            StoreErrorCode.LibraryNotLoaded,
            $"The native library of RocksDB ({RocksFiles.FileName}) could not be loaded.",
            "Reference the package Mooncake.Durable from the program itself, and publish for a platform that the package RocksDB supports: "
                + "Linux, Windows or macOS on x64, Linux or macOS on Arm64. embedded:// needs no native library.")
        {
            Details = attempts,
        };
        return false;
    }

    // NativeLibrary.TryLoad would not say why: the loader's message comes with the exception only.
    private static bool TryOpen(string path, out nint handle, [NotNullWhen(false)] out string? reason)
    {
        handle = 0;
        if (!File.Exists(path))
        {
            reason = "there is no such file";
            return false;
        }

        try
        {
            handle = NativeLibrary.Load(path);
            reason = null;
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            reason = exception.Message.ReplaceLineEndings(" ");
            return false;
        }
    }
}
