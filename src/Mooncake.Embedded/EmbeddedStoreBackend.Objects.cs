using Mooncake.Backends;

namespace Mooncake.Embedded;

/// <content>Calls about single objects, and registration.</content>
public sealed unsafe partial class EmbeddedStoreBackend
{
    /// <summary>Stores an object in place of the one that has its key, in one step: readers find the one or the other, never none.</summary>
    /// <param name="key">NUL-terminated UTF-8.</param>
    /// <param name="keyLength">Length of the key in bytes, NUL not counted.</param>
    /// <param name="value">The bytes; need not be registered.</param>
    /// <param name="size">Number of bytes, at least 1; the staging buffer's size does not limit it.</param>
    /// <param name="config">Replication and pins, or null for the default.</param>
    /// <param name="force">True to replace an object even under a lease.</param>
    /// <returns>
    /// 0, also if there was no object; -706 if the old one is leased and <paramref name="force"/> is false; -200 if full, with the
    /// old object left in place unless it was evicted; -1 for null memory; -600 as <see cref="StoreBackend.PutFrom"/> answers it.
    /// </returns>
    public int Replace(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config, bool force = false)
    {
        int refusal = RefusePut(key, keyLength, value, size, config);
        if (refusal != 0)
        {
            return refusal;
        }

        int answer = _cluster!.Replace(key, keyLength, value, size, config, force);
        GC.KeepAlive(this);
        return answer;
    }

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
        long removed = _cluster!.RemoveByRegex(new ReadOnlySpan<byte>(pattern, patternLength), force);
        GC.KeepAlive(this);
        return removed;
    }

    /// <inheritdoc/>
    protected override long RemoveAllCore(bool force)
    {
        long removed = _cluster!.RemoveAll(force);
        GC.KeepAlive(this);
        return removed;
    }

    /// <inheritdoc/>
    protected override int RegisterBufferCore(void* buffer, nuint size) => _client!.Registered.Add((nuint)buffer, size);

    /// <inheritdoc/>
    protected override int UnregisterBufferCore(void* buffer) => _client!.Registered.Remove((nuint)buffer);
}
