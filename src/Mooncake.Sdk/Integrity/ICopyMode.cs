namespace Mooncake.Integrity;

/// <summary>
/// Whether a pass over bytes also copies them. A type argument and not a parameter: the compiler emits each loop twice and
/// neither tests anything.
/// </summary>
internal interface ICopyMode
{
    /// <summary>True if the bytes are copied; a constant of the type.</summary>
    static abstract bool Copies { get; }
}

/// <summary>The bytes are only read.</summary>
internal readonly struct ReadOnlyPass : ICopyMode
{
    /// <inheritdoc/>
    public static bool Copies => false;
}

/// <summary>The bytes are read and copied.</summary>
internal readonly struct CopyingPass : ICopyMode
{
    /// <inheritdoc/>
    public static bool Copies => true;
}
