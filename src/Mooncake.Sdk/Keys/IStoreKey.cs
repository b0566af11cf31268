using System.ComponentModel;

namespace Mooncake.Keys;

/// <summary>The parts of a key template, as a value. Implemented by generated code.</summary>
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

    /// <summary>Turns a key's text back into its parts; takes the canonical text only.</summary>
    /// <param name="text">UTF-8, without a NUL at the end.</param>
    /// <param name="key">The parts.</param>
    static abstract bool TryParse(ReadOnlySpan<byte> text, out TSelf key);
}
