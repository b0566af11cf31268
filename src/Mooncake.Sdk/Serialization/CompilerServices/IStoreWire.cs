using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// What the bytes of a type look like: enough to name them in fingerprints, and to check them before one of MemoryPack's formatters, which
/// trusts lengths, reads them. Empty structs that generated code puts together as type arguments. Every codec is one.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStoreWire
{
    /// <summary>The fewest bytes that a value takes.</summary>
    static abstract int MinSize { get; }

    /// <summary>The encoding in the fingerprint's notation, such as <c>i4</c> or <c>[s]</c>.</summary>
    static abstract string WireType { get; }

    /// <summary>How many values stand back to back: 1 except for a chain of <see cref="Items{T, TCodec, TNext}"/>.</summary>
    static virtual int Count => 1;

    /// <summary>True if strings are written in UTF-16.</summary>
    static virtual bool IsUtf16 => false;

    /// <summary>Registers a formatter with MemoryPack for each type inside that has none.</summary>
    /// <returns>False if the application has registered one of its own for any of them, whose bytes may look otherwise.</returns>
    static virtual bool TryRegister() => true;

    /// <summary>Skips a value, checking its bytes as reading would as far as they decide where values end.</summary>
    /// <param name="reader">The source; contains the error if the method returns false.</param>
    /// <returns>
    /// False if the bytes are not a value, or only MemoryPack can tell (<see cref="StoreErrorCode.IntegrityLevelTooLow"/>).
    /// </returns>
    static abstract bool TrySkip(ref StoreReader reader);
}
