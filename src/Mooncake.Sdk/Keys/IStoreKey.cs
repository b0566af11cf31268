using System.ComponentModel;

namespace Mooncake.Keys;

/// <summary>The parts of a key template, as a value. Implemented by generated code.</summary>
/// <remarks>
/// Two keys that are not equal never have the same text, and a key's text parses back to the same parts: see <see cref="KeyWriter"/>
/// for how parts are written.
/// </remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IStoreKey<TSelf> : IEquatable<TSelf>
    where TSelf : struct, IStoreKey<TSelf>
{
    /// <summary>The template as it was declared.</summary>
    static abstract string Template { get; }

    /// <summary>Writes the key's text.</summary>
    /// <param name="writer">Where to; holds the error when the answer is false.</param>
    /// <param name="key">The parts.</param>
    /// <returns>False if a part cannot be encoded or the key does not fit.</returns>
    static abstract bool TryFormat(ref KeyWriter writer, in TSelf key);

    /// <summary>Writes the beginning of the key's text: up to the end of the literal that follows the last part asked for.</summary>
    /// <remarks>A key of this template begins with this text exactly if it has the same leading parts.</remarks>
    /// <param name="writer">Where to; holds the error when the answer is false.</param>
    /// <param name="key">The parts; those not asked for are not looked at.</param>
    /// <param name="parts">How many parts: 0 for the literal before the first one, and fewer than the template has.</param>
    /// <returns>False if a part cannot be encoded or the text does not fit.</returns>
    static abstract bool TryFormatPrefix(ref KeyWriter writer, in TSelf key, int parts);

    /// <summary>
    /// The regular expression that recognizes the rest of a key behind what <see cref="TryFormatPrefix"/> writes, so that a removal by prefix
    /// leaves other keys alone. The engine of a cluster gets it; in this process <see cref="TryParse"/> decides.
    /// </summary>
    /// <remarks>It takes every key of the template. It also takes keys with numbers that are too large for their part, and with other escapes.</remarks>
    /// <param name="parts">How many parts the prefix has, as for <see cref="TryFormatPrefix"/>.</param>
    /// <returns>ECMAScript up to the end of the key; empty to take any rest, which is the default.</returns>
    static virtual string PatternBehind(int parts) => "";

    /// <summary>Turns a key's text back into its parts; takes the canonical text only.</summary>
    /// <param name="text">UTF-8, without a NUL at the end.</param>
    /// <param name="key">The parts.</param>
    static abstract bool TryParse(ReadOnlySpan<byte> text, out TSelf key);
}
