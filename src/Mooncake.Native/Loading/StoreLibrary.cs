using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Mooncake.Native;

/// <summary>
/// A loaded <c>libmooncake_store</c>: one object per loaded file, each with its own functions, so one process can use two libraries.
/// Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A library stays loaded until the process ends: it starts threads that outlive its stores, and unloading would unmap their code.
/// </remarks>
public sealed class StoreLibrary
{
    /// <summary>The environment variable that names the library if no option does.</summary>
    public const string EnvironmentVariable = "MOONCAKE_STORE_LIBRARY";

    private static readonly Lazy<LibraryLoadFailure?> DefaultLoad = new(() => TryLoad(null, out _, out LibraryLoadFailure? failure) ? null : failure);

    private StoreLibrary(LibraryCandidate candidate, StoreFunctions functions)
    {
        Path = candidate.Path;
        Origin = candidate.Origin;
        Functions = functions;
    }

    /// <summary>
    /// True if a library can be loaded without an option. The first access tries to load it; later ones return the same value.
    /// </summary>
    [MemberNotNullWhen(false, nameof(NotSupportedReason))]
    public static bool IsSupported => DefaultLoad.Value is null;

    /// <summary>Why <see cref="IsSupported"/> is false, or null.</summary>
    public static LibraryLoadFailure? NotSupportedReason => DefaultLoad.Value;

    /// <summary>The argument of the loader: a full path, or a bare file name that the loader searched for.</summary>
    public string Path { get; }

    /// <summary>Why this path was tried.</summary>
    public LibraryOrigin Origin { get; }

    /// <summary>The library's functions.</summary>
    internal StoreFunctions Functions { get; }

    /// <summary>
    /// Loads the library and looks up all of its functions. It uses the first of these: <paramref name="explicitPath"/>, the path in
    /// <see cref="EnvironmentVariable"/>, the application's folder, the loader's default search. If a path is given and does not load, that
    /// is an error, and no other place is tried.
    /// </summary>
    /// <param name="explicitPath">A path, or a bare file name for the loader to search for; null or empty for none.</param>
    /// <param name="library">The library, or null.</param>
    /// <param name="failure">Why there is none, or null.</param>
    /// <returns>True if the library was loaded and exports every function.</returns>
    public static bool TryLoad(
        string? explicitPath, [NotNullWhen(true)] out StoreLibrary? library, [NotNullWhen(false)] out LibraryLoadFailure? failure) =>
        TryLoadFirst(
            LibraryResolver.Candidates(explicitPath, Environment.GetEnvironmentVariable(EnvironmentVariable), AppContext.BaseDirectory),
            out library,
            out failure);

    /// <summary>
    /// Loads the first candidate that can be loaded; see <see cref="TryLoad(string?, out StoreLibrary?, out LibraryLoadFailure?)"/>.
    /// </summary>
    /// <param name="candidates">The places to try, in order.</param>
    /// <param name="library">The library, or null.</param>
    /// <param name="failure">Why there is none, or null.</param>
    internal static bool TryLoadFirst(
        List<LibraryCandidate> candidates, [NotNullWhen(true)] out StoreLibrary? library, [NotNullWhen(false)] out LibraryLoadFailure? failure)
    {
        List<LibraryLoadAttempt> attempts = [];
        foreach (LibraryCandidate candidate in candidates)
        {
            if (TryLoad(candidate, out library, out LibraryLoadAttempt? attempt))
            {
                failure = null;
                return true;
            }

            attempts.Add(attempt);
        }

        library = null;
        failure = new LibraryLoadFailure(attempts);
        return false;
    }

    private static bool TryLoad(
        LibraryCandidate candidate, [NotNullWhen(true)] out StoreLibrary? library, [NotNullWhen(false)] out LibraryLoadAttempt? attempt)
    {
        library = null;
        if (!TryOpen(candidate.Path, out nint handle, out string? words))
        {
            attempt = new LibraryLoadAttempt
            {
                Path = candidate.Path,
                Origin = candidate.Origin,
                LoaderMessage = words,
                MissingDependency = LoaderMessages.MissingDependency(words, candidate.Path),
            };
            return false;
        }

        List<string> missing = [];
        StoreFunctions functions = new(handle, missing);
        if (missing.Count > 0)
        {
            attempt = new LibraryLoadAttempt { Path = candidate.Path, Origin = candidate.Origin, MissingFunctions = missing };
            return false;
        }

        library = new StoreLibrary(candidate, functions);
        attempt = null;
        return true;
    }

    // NativeLibrary.TryLoad would not say why: the loader's words come with the exception only.
    private static bool TryOpen(string path, out nint handle, [NotNullWhen(false)] out string? words)
    {
        handle = 0;
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            words = "the path contains a NUL character";
            return false;
        }

        try
        {
            handle = NativeLibrary.Load(path);
            words = null;
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            words = LoaderMessages.Extract(exception.Message);
            return false;
        }
    }
}
