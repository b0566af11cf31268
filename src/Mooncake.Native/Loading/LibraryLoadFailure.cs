namespace Mooncake.Native;

/// <summary>Why no store library could be loaded: every path tried, with what was wrong there. Immutable.</summary>
public sealed class LibraryLoadFailure
{
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

    /// <summary>What happened, in one line: every path tried with the loader's message, missing dependencies and missing functions.</summary>
    public string Cause =>
        (Code == StoreErrorCode.LibraryIncomplete
            ? "A Mooncake store library was found, but it lacks functions of the C ABI. Tried: "
            : "The Mooncake store library could not be loaded. Tried: ")
        + string.Join("; ", Attempts) + ".";

    /// <summary>What to do about it, in a sentence.</summary>
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
                return "Build libmooncake_store from a Mooncake version whose store_c.h has these functions.";
            }

            return Attempts[0].Origin switch
            {
                LibraryOrigin.Option => "Correct or unset the library path (library=); no other library is tried while it is set.",
                LibraryOrigin.EnvironmentVariable =>
                    $"Correct or unset {StoreLibrary.EnvironmentVariable}; no other library is tried while it is set.",
                _ => $"Install {LibraryResolver.FileName}, set its path by library= or {StoreLibrary.EnvironmentVariable}, or use embedded://, which needs no library.",
            };
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Cause} {Remedy}";
}
