using Mooncake.Backends;

namespace Mooncake.Native;

public sealed unsafe partial class NativeStoreBackend
{
    /// <inheritdoc/>
    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config)
    {
        using StoreCall call = _handle.Enter();
        return call.Entered ? _functions.Put(call.Store, key, value, size, config) : Refused;
    }

    /// <inheritdoc/>
    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config)
    {
        using StoreCall call = _handle.Enter();
        return call.Entered ? _functions.PutFrom(call.Store, key, buffer, size, config) : Refused;
    }

    /// <inheritdoc/>
    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size)
    {
        using StoreCall call = _handle.Enter();
        return call.Entered ? _functions.GetInto(call.Store, key, buffer, size) : Refused;
    }

    /// <inheritdoc/>
    protected override int IsExistCore(byte* key, int keyLength)
    {
        using StoreCall call = _handle.Enter();
        return call.Entered ? _functions.IsExist(call.Store, key) : Refused;
    }

    /// <inheritdoc/>
    protected override long GetSizeCore(byte* key, int keyLength)
    {
        using StoreCall call = _handle.Enter();
        return call.Entered ? _functions.GetSize(call.Store, key) : Refused;
    }

    /// <inheritdoc/>
    protected override int RemoveCore(byte* key, int keyLength, bool force)
    {
        using StoreCall call = _handle.Enter();
        return call.Entered ? _functions.Remove(call.Store, key, force ? 1 : 0) : Refused;
    }

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force)
    {
        using StoreCall call = _handle.Enter();
        return call.Entered ? _functions.RemoveByRegex(call.Store, pattern, force ? 1 : 0) : Refused;
    }

    /// <inheritdoc/>
    protected override long RemoveAllCore(bool force)
    {
        using StoreCall call = _handle.Enter();
        return call.Entered ? _functions.RemoveAll(call.Store, force ? 1 : 0) : Refused;
    }

    /// <inheritdoc/>
    protected override int RegisterBufferCore(void* buffer, nuint size)
    {
        using StoreCall call = _handle.Enter();
        return call.Entered ? _functions.RegisterBuffer(call.Store, buffer, size) : Refused;
    }

    /// <inheritdoc/>
    protected override int UnregisterBufferCore(void* buffer)
    {
        using StoreCall call = _handle.Enter();
        return call.Entered ? _functions.UnregisterBuffer(call.Store, buffer) : Refused;
    }
}
