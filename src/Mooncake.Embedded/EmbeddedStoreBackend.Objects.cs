using Mooncake.Backends;

namespace Mooncake.Embedded;

/// <content>Calls for single objects, and registration.</content>
public sealed unsafe partial class EmbeddedStoreBackend
{
    /// <inheritdoc/>
    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config)
    {
        int answer = size > _client!.StagingBytes ? (int)StoreErrorCode.InvalidParams : _cluster!.Put(key, keyLength, value, size, config);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config)
    {
        int answer = _cluster!.Put(key, keyLength, buffer, size, config);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size)
    {
        long answer = _cluster!.Get(key, keyLength, buffer, size, _cluster.NewLease());
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    protected override int IsExistCore(byte* key, int keyLength)
    {
        long size = _cluster!.SizeOf(key, keyLength, _cluster.NewLease());
        GC.KeepAlive(this);
        return size >= 0 ? 1 : 0;
    }

    /// <inheritdoc/>
    protected override long GetSizeCore(byte* key, int keyLength)
    {
        long size = _cluster!.SizeOf(key, keyLength, _cluster.NewLease());
        GC.KeepAlive(this);
        return size;
    }

    /// <inheritdoc/>
    protected override int RemoveCore(byte* key, int keyLength, bool force)
    {
        int answer = _cluster!.Remove(key, keyLength, force);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force)
    {
        long removed = _cluster!.RemoveByRegex(new ReadOnlySpan<byte>(pattern, patternLength), force, out _);
        GC.KeepAlive(this);
        return removed;
    }

    /// <inheritdoc/>
    protected override long RemoveAllCore(bool force)
    {
        long removed = _cluster!.RemoveByPrefix(default, filter: null, force, out _);
        GC.KeepAlive(this);
        return removed;
    }

    /// <inheritdoc/>
    protected override int RegisterBufferCore(void* buffer, nuint size) => _client!.Registered.Add((nuint)buffer, size);

    /// <inheritdoc/>
    protected override int UnregisterBufferCore(void* buffer) => _client!.Registered.Remove((nuint)buffer);
}
