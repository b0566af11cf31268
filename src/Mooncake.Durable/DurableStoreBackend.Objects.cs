using Mooncake.Backends;
using Mooncake.Durable.Caching;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable;

/// <content>Calls for single objects, and registration.</content>
public sealed unsafe partial class DurableStoreBackend
{
    private const int InvalidParams = (int)StoreErrorCode.InvalidParams;

    /// <inheritdoc/>
    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config) =>
        size > _stagingBytes ? InvalidParams : PutFromCore(key, keyLength, value, size, config);

    /// <inheritdoc/>
    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config)
    {
        using RocksCall call = _store!.Enter();
        return call.IsEntered ? _store.Put(key, keyLength, buffer, size, config) : InvalidParams;
    }

    /// <inheritdoc/>
    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size)
    {
        ObjectStore store = _store!;
        long answer = store.Memory is { } memory ? memory.Get(key, keyLength, buffer, size) : MemoryTier.NotHere;
        if (answer != MemoryTier.NotHere)
        {
            return answer;
        }

        using RocksCall call = store.Enter();
        return call.IsEntered ? store.Get(key, keyLength, buffer, size) : InvalidParams;
    }

    /// <inheritdoc/>
    protected override int IsExistCore(byte* key, int keyLength)
    {
        long size = GetSizeCore(key, keyLength);
        return size >= 0 ? 1 : size == (int)StoreErrorCode.ObjectNotFound ? 0 : (int)size;
    }

    /// <inheritdoc/>
    protected override long GetSizeCore(byte* key, int keyLength)
    {
        ObjectStore store = _store!;
        long size = store.Memory is { } memory ? memory.SizeOf(key, keyLength) : MemoryTier.NotHere;
        if (size != MemoryTier.NotHere)
        {
            return size;
        }

        using RocksCall call = store.Enter();
        return call.IsEntered ? store.SizeOf(key, keyLength) : InvalidParams;
    }

    /// <inheritdoc/>
    protected override int RemoveCore(byte* key, int keyLength, bool force)
    {
        using RocksCall call = _store!.Enter();
        return call.IsEntered ? _store.Remove(key, keyLength, force) : InvalidParams;
    }

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force) =>
        RemoveByRegex(new ReadOnlySpan<byte>(pattern, patternLength), force, out _);

    /// <inheritdoc/>
    protected override long RemoveAllCore(bool force) => RemoveByPrefix(default, filter: null, force, out _);

    /// <inheritdoc/>
    protected override int RegisterBufferCore(void* buffer, nuint size) => _registered.Add((nuint)buffer, size);

    /// <inheritdoc/>
    protected override int UnregisterBufferCore(void* buffer) => _registered.Remove((nuint)buffer);
}
