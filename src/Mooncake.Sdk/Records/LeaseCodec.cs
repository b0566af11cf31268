using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Operations;

namespace Mooncake.Records;

/// <summary>Reads records whose memory members stay where they were read to.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
internal readonly struct LeaseCodec<TKey, T> : IObjectDecoder<TKey, StoreLease<T>>
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
{
    /// <inheritdoc/>
    public static string Name => RecordCodec<TKey, T>.Name;

    /// <inheritdoc/>
    public static int FixedSize => RecordCodec<TKey, T>.FixedSize;

    /// <inheritdoc/>
    public static StoreResult<StoreLease<T>> Decode(ref RentedBuffer buffer, ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> keyText, in TKey key)
    {
        LeasedMemory memory = new(buffer, bytes.Length);
        StoreResult<T> read = RecordCodec<TKey, T>.Decode(memory.Memory, keyText, in key, borrow: true);
        buffer = default;
        if (read.TryGetValue(out T? value))
        {
            return StoreResult<StoreLease<T>>.Found(new StoreLease<T>(value, memory));
        }

        memory.End();
        return StoreResult<StoreLease<T>>.Failed(read.Error!);
    }
}
