using System.Runtime.InteropServices;

namespace Mooncake.Native;

/// <summary>
/// The order in which the store library is searched for: explicit option, environment variable, the application's folder, the loader's
/// default search. If a path is given and does not load, that is an error; no other place is tried.
/// </summary>
internal static class LibraryResolver
{
    /// <summary>The library's file name on this operating system.</summary>
    internal static string FileName { get; } =
        OperatingSystem.IsWindows() ? "mooncake_store.dll"
        : OperatingSystem.IsMacOS() ? "libmooncake_store.dylib"
        : "libmooncake_store.so";

    /// <summary>The places to try, in order; at least one.</summary>
    /// <param name="explicitPath">The path by option, or null or empty for none.</param>
    /// <param name="environmentPath">The path by environment variable, or null or empty for none.</param>
    /// <param name="applicationFolder">The application's folder.</param>
    internal static List<LibraryCandidate> Candidates(string? explicitPath, string? environmentPath, string applicationFolder)
    {
        if (!string.IsNullOrEmpty(explicitPath))
        {
            return [new(Rooted(explicitPath), LibraryOrigin.Option)];
        }

        if (!string.IsNullOrEmpty(environmentPath))
        {
            return [new(Rooted(environmentPath), LibraryOrigin.EnvironmentVariable)];
        }

        List<LibraryCandidate> candidates = [];
        foreach (string rid in RuntimeIdentifiers())
        {
            candidates.Add(new(Path.Combine(applicationFolder, "runtimes", rid, "native", FileName), LibraryOrigin.Application));
        }

        candidates.Add(new(Path.Combine(applicationFolder, FileName), LibraryOrigin.Application));
        candidates.Add(new(FileName, LibraryOrigin.SystemLoader));
        return candidates;
    }

    // A bare file name is the loader's to search for. Everything else is made absolute here, so that the error can say where
    // it was looked for whatever the current directory was. A path with a NUL has no absolute form; it is refused by the caller.
    private static string Rooted(string path) =>
        path.Contains('\0', StringComparison.Ordinal) || Path.GetFileName(path) == path ? path : Path.GetFullPath(path);

    private static IEnumerable<string> RuntimeIdentifiers()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
#pragma warning disable CA1308 // Runtime identifiers are lower case.
        string portable = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
#pragma warning restore CA1308

        // The exact one first: linux-musl-x64 stands beside linux-x64 in a package, and only one of them loads.
        string exact = RuntimeInformation.RuntimeIdentifier;
        return exact == portable ? [portable] : [exact, portable];
    }
}
