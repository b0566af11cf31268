using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>The form in which values without references are stored: the memory image, of <c>Unsafe.SizeOf&lt;T&gt;()</c> bytes.</summary>
/// <typeparam name="T">A type without references.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStoreImage<T>
{
    /// <summary>True if the image is the value's memory, without padding.</summary>
    static abstract bool IsBlock { get; }

    /// <summary>True if every bit pattern is a value, so that reading has nothing to check.</summary>
    static abstract bool IsTotal { get; }

    /// <summary>The encoding in the fingerprint's notation.</summary>
    static abstract string WireType { get; }

    /// <summary>Writes the image; padding as zero where it is known.</summary>
    /// <param name="destination">The first of its bytes, whose bounds were checked.</param>
    /// <param name="value">The value.</param>
    static abstract void Put(ref byte destination, in T value);

    /// <summary>Reads the image.</summary>
    /// <param name="source">The first of its bytes, whose bounds were checked.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if the bytes are not a value of the type.</returns>
    static abstract bool TryGet(ref byte source, out T value);
}
