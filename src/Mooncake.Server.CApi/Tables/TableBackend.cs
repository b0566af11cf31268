using Mooncake.Backends;

namespace Mooncake.Server.CApi.Tables;

/// <summary>An engine that keeps nothing itself: it calls the callbacks of a program, on the calling thread.</summary>
/// <param name="table">The callbacks, valid until no call runs any more.</param>
internal sealed unsafe partial class TableBackend(HostTable table)
    : StoreBackend(new BackendTraits(RoundTripIsFree: true, TakesDuplicateKeys: true))
{
    private const int Unsupported = (int)StoreErrorCode.EngineLacksCapability;

    private readonly HostTable _table = table;

    /// <inheritdoc/>
    protected override int SetupCore(StoreSetup setup) => 0;

    /// <inheritdoc/>
    protected override int HealthCheckCore() => 0;

    /// <inheritdoc/>
    protected override int GetHostnameCore(Span<byte> destination)
    {
        destination[0] = 0;
        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    /// <inheritdoc/>
    /// <remarks>A put keeps what is there, which callbacks cannot do atomically.</remarks>
    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config) => Unsupported;

    /// <inheritdoc/>
    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config) => Unsupported;

    /// <inheritdoc/>
    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size)
    {
        long found = Copy(key, keyLength, buffer, size);
        return found > (long)size ? (int)StoreErrorCode.InvalidParams : found;
    }

    /// <inheritdoc/>
    protected override int IsExistCore(byte* key, int keyLength)
    {
        long size = Copy(key, keyLength, null, 0);
        return size >= 0 ? 1 : size == (int)StoreErrorCode.ObjectNotFound ? 0 : (int)size;
    }

    /// <inheritdoc/>
    protected override long GetSizeCore(byte* key, int keyLength) => Copy(key, keyLength, null, 0);

    /// <inheritdoc/>
    protected override int RemoveCore(byte* key, int keyLength, bool force) => _table.Remove(key, keyLength);

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force) => Unsupported;

    /// <inheritdoc/>
    protected override long RemoveAllCore(bool force) => Unsupported;

    /// <inheritdoc/>
    protected override int RegisterBufferCore(void* buffer, nuint size) => 0;

    /// <inheritdoc/>
    protected override int UnregisterBufferCore(void* buffer) => 0;

    /// <inheritdoc/>
    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results) => Unsupported;

    /// <inheritdoc/>
    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = GetIntoCore((byte*)keys[i], keyLengths[i], (void*)buffers[i], sizes[i]);
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = IsExistCore((byte*)keys[i], keyLengths[i]);
        }

        return 0;
    }

    // The value's size, which may exceed the capacity: then nothing is copied.
    private long Copy(byte* key, int keyLength, void* buffer, nuint capacity)
    {
        long size = _table.Get(key, keyLength, out HostValue value);
        if (size < 0)
        {
            return size;
        }

        if (buffer != null && (nuint)size <= capacity)
        {
            Buffer.MemoryCopy(value.Bytes, buffer, capacity, (nuint)size);
        }

        _table.Free(value.Owner);
        return size;
    }
}
