namespace Mooncake.Native;

/// <summary>Why no store library could be loaded: every path tried, and why it failed. Immutable.</summary>
public sealed class LibraryLoadFailure
{
    private const string Origin =
        "It is built from Mooncake's sources (https://github.com/kvcache-ai/Mooncake) with -DWITH_STORE_C_SHARED=ON, and runs on Linux.";

    /// <summary>Describes a failed search.</summary>
    /// <param name="attempts">Every path tried, in order; at least one.</param>
    internal LibraryLoadFailure(IReadOnlyList<LibraryLoadAttempt> attempts)
    {
        Attempts = attempts;
        Code = attempts.Any(attempt => attempt.MissingFunctions.Count > 0)
            ? StoreErrorCode.LibraryIncomplete
            : StoreErrorCode.LibraryNotLoaded;
    }

    /// <summary>
    /// <see cref="StoreErrorCode.LibraryIncomplete"/> if a library was found that lacks functions, else
    /// <see cref="StoreErrorCode.LibraryNotLoaded"/>.
    /// </summary>
    public StoreErrorCode Code { get; }

    /// <summary>Every path tried, in order; at least one.</summary>
    public IReadOnlyList<LibraryLoadAttempt> Attempts { get; }

    /// <summary>What happened, in a sentence. <see cref="Attempts"/> has a line for each path that was tried.</summary>
    public string Cause => Code == StoreErrorCode.LibraryIncomplete
        ? "A Mooncake store library was found, but it lacks functions of the C ABI."
        : $"The Mooncake store library ({LibraryResolver.FileName}) could not be loaded.";

    /// <summary>What to do about it.</summary>
    public string Remedy
    {
        get
        {
            if (Attempts.FirstOrDefault(attempt => attempt.MissingDependency is not null) is { } needy)
            {
                return $"Install the package that contains {needy.MissingDependency}, or add its folder to the loader's search path.";
            }

            if (Code == StoreErrorCode.LibraryIncomplete)
            {
                return $"Build it from a version of Mooncake whose store_c.h has these functions. {Origin}";
            }

            return Attempts[0].Origin switch
            {
                LibraryOrigin.Option => $"Correct or unset the library path (library=); no other library is tried while it is set. {Origin}",
                LibraryOrigin.EnvironmentVariable =>
                    $"Correct or unset {StoreLibrary.EnvironmentVariable}; no other library is tried while it is set. {Origin}",
                _ => $"{Origin} Set its path by library= or {StoreLibrary.EnvironmentVariable}, or use embedded://, which needs no library.",
            };
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("\n  ", [$"{Cause} {Remedy}", .. Attempts.Select(attempt => attempt.ToString())]);
}
