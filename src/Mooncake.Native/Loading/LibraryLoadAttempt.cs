namespace Mooncake.Native;

/// <summary>One path that was tried in the search for the store library, and why it failed.</summary>
public sealed record LibraryLoadAttempt
{
    /// <summary>The argument of the loader: a full path, or a bare file name that the loader searched for.</summary>
    public required string Path { get; init; }

    /// <summary>Why it was tried.</summary>
    public required LibraryOrigin Origin { get; init; }

    /// <summary>The loader's message; empty if the library loaded but is incomplete.</summary>
    public string LoaderMessage { get; init; } = "";

    /// <summary>The missing dependency; null if that is not the cause, or the loader does not report it.</summary>
    public string? MissingDependency { get; init; }

    /// <summary>C names of the functions that the library loaded but does not export; empty if it did not load.</summary>
    public IReadOnlyList<string> MissingFunctions { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString()
    {
        string reason =
            MissingFunctions.Count > 0 ? $"it does not export {string.Join(", ", MissingFunctions)}"
            : MissingDependency is not null ? $"it needs {MissingDependency}, which was not found"
            : LoaderMessages.WithoutFile(LoaderMessage, System.IO.Path.GetFileName(Path));
        return $"{Path} ({Describe(Origin)}): {reason}";
    }

    private static string Describe(LibraryOrigin origin) => origin switch
    {
        LibraryOrigin.Option => "by option",
        LibraryOrigin.EnvironmentVariable => $"by {StoreLibrary.EnvironmentVariable}",
        LibraryOrigin.Application => "next to the application",
        _ => "by the system loader",
    };
}
