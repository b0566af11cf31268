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
    private readonly RecordCodec<TKey, T> _records;

    /// <summary>Reads what is constant about the type.</summary>
    public LeaseCodec() => _records = new RecordCodec<TKey, T>();

    /// <inheritdoc/>
    public string Name => _records.Name;

    /// <inheritdoc/>
    public int FixedSize => _records.FixedSize;

    /// <inheritdoc/>
    public bool KeepsBuffer => true;

    /// <inheritdoc/>
    public StoreResult<StoreLease<T>> Decode(ref RentedBuffer buffer, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> keyText, in TKey key)
    {
        LeasedMemory memory = new(buffer, bytes.Length);
        StoreResult<T> read = _records.Decode(bytes, memory.Memory, keyText, in key);
        buffer = default;
        if (read.TryGetValue(out T? value))
        {
            return StoreResult<StoreLease<T>>.Found(new StoreLease<T>(value, memory));
        }

        memory.End();
        return StoreResult<StoreLease<T>>.Failed(read.Error!);
    }
}
