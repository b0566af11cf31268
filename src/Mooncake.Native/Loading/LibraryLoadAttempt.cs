namespace Mooncake.Native;

/// <summary>One path that was tried when the store library was looked for, and why it did not do.</summary>
public sealed record LibraryLoadAttempt
{
    /// <summary>What the loader was given: a full path, or a bare file name that it searched for itself.</summary>
    public required string Path { get; init; }

    /// <summary>Why it was tried.</summary>
    public required LibraryOrigin Origin { get; init; }

    /// <summary>The loader's message; empty if the library loaded but is incomplete.</summary>
    public string LoaderMessage { get; init; } = "";

    /// <summary>The library that this one needs and the loader did not find, or null where that is not the cause or the loader does not say.</summary>
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
