using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Operations;

namespace Mooncake.Records;

/// <summary>Reads records whose memory members stay where they were read to.</summary>
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
    internal override StoreResult<StoreLease<T>> Decode(ref RentedBuffer buffer, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> keyText, in TKey key)
    {
        LeasedMemory memory = new(in buffer, bytes);
        StoreResult<T> read = records.Decode(bytes, memory.Memory, keyText, in key);
        buffer = default;
        if (read.TryGetValue(out T? value))
        {
            return StoreResult<StoreLease<T>>.Found(new StoreLease<T>(value, memory));
        }

        memory.End();
        return StoreResult<StoreLease<T>>.Failed(read.Error!);
    }
}
