using System.ComponentModel;

namespace Mooncake.Keys;

/// <summary>The parts of a key template, as a value. Implemented by generated code.</summary>
/// <remarks>
/// Two different keys never have the same text, and a key's text parses back to the same parts: see <see cref="KeyWriter"/> for how parts
/// are written.
/// </remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IStoreKey<TSelf> : IEquatable<TSelf>
    where TSelf : struct, IStoreKey<TSelf>
{
    /// <summary>The template as it was declared.</summary>
    static abstract string Template { get; }

    /// <summary>Writes the key's text.</summary>
    /// <param name="writer">The destination; contains the error if the method returns false.</param>
    /// <param name="key">The parts.</param>
    /// <returns>False if a part cannot be encoded or the key does not fit.</returns>
    static abstract bool TryFormat(ref KeyWriter writer, in TSelf key);

    /// <summary>Writes the beginning of the key's text: up to the end of the literal that follows the last requested part.</summary>
    /// <remarks>A key of this template begins with this text exactly if it has the same leading parts.</remarks>
    /// <param name="writer">The destination; contains the error if the method returns false.</param>
    /// <param name="key">The parts; those not requested are ignored.</param>
    /// <param name="parts">The number of parts: 0 for the literal before the first one, fewer than the template has.</param>
    /// <returns>False if a part cannot be encoded or the text does not fit.</returns>
    static abstract bool TryFormatPrefix(ref KeyWriter writer, in TSelf key, int parts);

    /// <summary>
    /// The regular expression for the rest of a key after the text that <see cref="TryFormatPrefix"/> writes, so that a removal by prefix
    /// does not affect other keys. It is used on a cluster; engines in this process use <see cref="TryParse"/>.
    /// </summary>
    /// <remarks>
    /// It matches every key of the template. It also matches keys with numbers that are too large for their part, and with other escapes.
    /// </remarks>
    /// <param name="parts">The number of parts in the prefix, as for <see cref="TryFormatPrefix"/>.</param>
    /// <returns>ECMAScript syntax up to the end of the key; empty, the default, to match any rest.</returns>
    static virtual string PatternBehind(int parts) => "";

    /// <summary>Parses a key's text; accepts canonical text only.</summary>
    /// <param name="text">UTF-8, without a NUL at the end.</param>
    /// <param name="key">The parts.</param>
    static abstract bool TryParse(ReadOnlySpan<byte> text, out TSelf key);
}
