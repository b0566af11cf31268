using System.Runtime.InteropServices;

namespace Mooncake.Durable.Rocks;

/// <summary>
/// Where the native library of RocksDB may be. Never the current directory, and never a library of the system, which has another version.
/// </summary>
internal static class RocksFiles
{
    private static readonly bool IsMusl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);

    /// <summary>The library's file name on this operating system.</summary>
    internal static string FileName { get; } =
        OperatingSystem.IsWindows() ? "rocksdb.dll"
        : OperatingSystem.IsMacOS() ? "librocksdb.dylib"
        : IsMusl ? "librocksdb-musl.so"
        : "librocksdb.so";

    /// <summary>Where the library lies if this code is part of a native one that other programs load; null in a .NET program.</summary>
    internal static string? LibraryFolder { get; set; }

    /// <summary>
    /// The full paths to try, in order: beside the program, in its <c>runtimes</c> folder, and where the host has found native files.
    /// </summary>
    internal static IEnumerable<string> Candidates()
    {
        string[] hostFolders = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Candidates(LibraryFolder ?? AppContext.BaseDirectory, hostFolders);
    }

    /// <summary>The same, for given folders.</summary>
    /// <param name="applicationFolder">The program's folder.</param>
    /// <param name="hostFolders">The folders in which the host looks for native files.</param>
    internal static IEnumerable<string> Candidates(string applicationFolder, IEnumerable<string> hostFolders)
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
#pragma warning disable CA1308 // Runtime identifiers are lower case.
        string platform = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
#pragma warning restore CA1308
        string[] paths =
        [
            Path.Combine(applicationFolder, FileName),
            Path.Combine(applicationFolder, "runtimes", platform, "native", FileName),
            .. hostFolders.Where(Path.IsPathRooted).Select(static folder => Path.Combine(folder, FileName)),
        ];
        return paths.Distinct(StringComparer.Ordinal);
    }
}
