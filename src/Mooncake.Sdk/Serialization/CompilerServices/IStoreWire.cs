using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// The format of the bytes of a type: enough to name them in fingerprints, and to check them before one of MemoryPack's formatters, which
/// trusts lengths, reads them. Empty structs that generated code combines as type arguments. Every codec is one.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStoreWire
{
    /// <summary>The minimum size of a value in bytes.</summary>
    static abstract int MinSize { get; }

    /// <summary>The encoding in the fingerprint's notation, such as <c>i4</c> or <c>[s]</c>.</summary>
    static abstract string WireType { get; }

    /// <summary>The number of adjacent values: 1 except for a chain of <see cref="Items{T, TCodec, TNext}"/>.</summary>
    static virtual int Count => 1;

    /// <summary>True if strings are written in UTF-16.</summary>
    static virtual bool IsUtf16 => false;

    /// <summary>Registers a formatter with MemoryPack for each type inside that has none.</summary>
    /// <returns>False if the application has registered its own for any of them, whose bytes may differ.</returns>
    static virtual bool TryRegister() => true;

    /// <summary>Skips a value; checks its bytes like reading does, as far as they determine where values end.</summary>
    /// <param name="reader">The source; contains the error if the method returns false.</param>
    /// <returns>
    /// False if the bytes are not a value, or only MemoryPack can determine that (<see cref="StoreErrorCode.IntegrityLevelTooLow"/>).
    /// </returns>
    static abstract bool TrySkip(ref StoreReader reader);
}
