using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Operations;

namespace Mooncake.Records;

/// <summary>Reads records whose memory members point to the memory into which they were read.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
/// <param name="records">Reads the records.</param>
internal sealed class LeaseDecoder<TKey, T>(RecordDecoder<TKey, T> records) : ObjectDecoder<TKey, StoreLease<T>>(records.Name, records.FixedSize)
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
{
    /// <inheritdoc/>
    internal override bool KeepsBuffer => true;

    /// <inheritdoc/>
    internal override StoreResult<StoreLease<T>> Decode(
        ref RentedBuffer buffer, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> keyText, in TKey key)
    {
        LeasedMemory memory = new(in buffer, bytes);
        buffer = default;
        return Finish(records.Decode(bytes, memory.Bytes, keyText, in key), memory);
    }

    /// <inheritdoc/>
    internal override StoreResult<StoreLease<T>> DecodeCopy(
        ref RentedBuffer buffer, ReadOnlySpan<byte> source, ReadOnlySpan<byte> keyText, in TKey key)
    {
        Span<byte> copy = buffer.Span;
        LeasedMemory memory = new(in buffer, copy);
        buffer = default;
        return Finish(records.DecodeCopy(source, copy, memory.Bytes, keyText, in key), memory);
    }

    private static StoreResult<StoreLease<T>> Finish(StoreResult<T> read, LeasedMemory memory)
    {
        if (read.TryGetValue(out T? value))
        {
            return StoreResult<StoreLease<T>>.Found(new StoreLease<T>(value, memory));
        }

        memory.End();
        return StoreResult<StoreLease<T>>.Failed(read.Error!);
    }
}
