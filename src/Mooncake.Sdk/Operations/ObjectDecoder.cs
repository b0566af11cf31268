using Mooncake.Buffers;
using Mooncake.Keys;

namespace Mooncake.Operations;

/// <summary>
/// Converts the bytes of objects to values. Thread-safe. A class, because code shared by reference types calls the methods of a generic
/// struct through a look-up and a stub.
/// </summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
/// <param name="name">The name of the values in errors and metrics.</param>
/// <param name="fixedSize">The size of every object in bytes, or 0 if it varies.</param>
internal abstract class ObjectDecoder<TKey, TValue>(string name, int fixedSize)
    where TKey : struct, IStoreKey<TKey>
{
    /// <summary>The name of the values in errors and metrics.</summary>
    internal string Name { get; } = name;

    /// <summary>The size of every object in bytes, or 0 if it varies.</summary>
    internal int FixedSize { get; } = fixedSize;

    /// <summary>True if values point into the rental and then own it; false if nothing of it is needed once they are read.</summary>
    internal virtual bool KeepsBuffer => false;

    /// <summary>Reads a value.</summary>
    /// <param name="buffer">
    /// The rental that contains the object; set to <c>default</c> by a decoder that keeps it, otherwise the caller returns it.
    /// <c>default</c> if objects share a rental or are in other memory: then it cannot be kept.
    /// </param>
    /// <param name="bytes">The object.</param>
    /// <param name="keyText">The key's bytes, without NUL.</param>
    /// <param name="key">The key.</param>
    /// <returns>The value, or an error.</returns>
    internal abstract StoreResult<TValue> Decode(
        ref RentedBuffer buffer, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> keyText, in TKey key);

    /// <summary>Reads a value from memory that it shares with other objects.</summary>
    /// <param name="bytes">The object.</param>
    /// <param name="owner">
    /// The same bytes as memory that the value may point into; empty for a value that must not. Only decoders of records use it.
    /// </param>
    /// <param name="keyText">The key's bytes, without NUL.</param>
    /// <param name="key">The key.</param>
    /// <returns>The value, or an error.</returns>
    internal virtual StoreResult<TValue> Decode(
        ReadOnlySpan<byte> bytes, ReadOnlyMemory<byte> owner, ReadOnlySpan<byte> keyText, in TKey key)
    {
        RentedBuffer none = default;
        return Decode(ref none, bytes, keyText, in key);
    }

    /// <summary>Reads a value from a copy of its object.</summary>
    /// <param name="buffer">
    /// A rental as long as the object, the destination of the copy; kept or returned as by the first overload of <c>Decode</c>.
    /// </param>
    /// <param name="source">The object.</param>
    /// <param name="keyText">The key's bytes, without NUL.</param>
    /// <param name="key">The key.</param>
    /// <returns>The value, or an error.</returns>
    internal virtual StoreResult<TValue> DecodeCopy(
        ref RentedBuffer buffer, ReadOnlySpan<byte> source, ReadOnlySpan<byte> keyText, in TKey key)
    {
        Span<byte> copy = buffer.Span;
        source.CopyTo(copy);
        return Decode(ref buffer, copy, keyText, in key);
    }
}
