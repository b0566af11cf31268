using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>
/// What the bytes of one of MemoryPack's formatters look like: enough to check them before the formatter, which trusts lengths, reads
/// them, and to name them in fingerprints. Empty structs that generated code puts together as type arguments.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IMemoryPackWire
{
    /// <summary>The fewest bytes that a value takes, at least 1.</summary>
    static abstract int MinSize { get; }

    /// <summary>The encoding in the fingerprint's notation.</summary>
    static abstract string WireType { get; }

    /// <summary>True if strings are written in UTF-16.</summary>
    static virtual bool IsUtf16 => false;

    /// <summary>Registers a formatter for each type inside that has none.</summary>
    /// <returns>False if the application has registered one of its own for any of them, whose bytes may look otherwise.</returns>
    static virtual bool TryRegister() => true;

    /// <summary>Skips a value, checking all lengths and all strings.</summary>
    /// <param name="reader">Where from; holds the error when the answer is false.</param>
    /// <returns>False if the bytes are not a value, or only MemoryPack can tell (<see cref="StoreErrorCode.IntegrityLevelTooLow"/>).</returns>
    static abstract bool TrySkip(ref StoreReader reader);
}
