using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Values that stand back to back, such as the items of a tuple: a chain of <see cref="Items{T, TCodec, TNext}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IMemoryPackItems
{
    /// <summary>How many there are.</summary>
    static abstract int Count { get; }

    /// <summary>The fewest bytes that all of them take.</summary>
    static abstract int MinSize { get; }

    /// <summary>Their encodings in the fingerprint's notation, separated by commas.</summary>
    static abstract string WireType { get; }

    /// <inheritdoc cref="IMemoryPackWire.TryRegister"/>
    static abstract bool TryRegister();

    /// <summary>Skips all of them, checking their bytes.</summary>
    /// <param name="reader">Where from; holds the error when the answer is false.</param>
    static abstract bool TrySkip(ref StoreReader reader);
}
