using Mooncake.Backends;
using Mooncake.Durable.Caching;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable;

/// <content>Writes that depend on the existing object, and objects that expire. The version of an object is its sequence number.</content>
public sealed unsafe partial class DurableStoreBackend : IConditionalWriter, IExpiry
{
    /// <inheritdoc/>
    public int PutIf(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version)
    {
        version = 0;
        int refusal = RefusePut(key, keyLength, value, size, config);
        if (refusal != 0 || !terms.IsValid)
        {
            return refusal != 0 ? refusal : InvalidParams;
        }

        using RocksCall call = _store!.Enter();
        return call.IsEntered ? _store.PutIf(key, keyLength, value, size, config, in terms, out version) : InvalidParams;
    }

    /// <inheritdoc/>
    public long GetVersioned(byte* key, int keyLength, void* buffer, nuint capacity, out ObjectInfo info)
    {
        info = default;
        int refusal = RefuseEmpty(key, keyLength);
        if (refusal != 0)
        {
            return refusal;
        }

        ObjectStore store = _store!;
        long answer = store.Memory is { } memory ? memory.GetVersioned(key, keyLength, buffer, capacity, out info) : MemoryTier.NotHere;
        if (answer != MemoryTier.NotHere)
        {
            return answer;
        }

        using RocksCall call = store.Enter();
        return call.IsEntered ? store.GetVersioned(key, keyLength, buffer, capacity, out info) : InvalidParams;
    }

    /// <inheritdoc/>
    public long Take(byte* key, int keyLength, void* buffer, nuint capacity, ulong version, out ObjectInfo info)
    {
        info = default;
        int refusal = RefuseEmpty(key, keyLength);
        if (refusal != 0)
        {
            return refusal;
        }

        using RocksCall call = _store!.Enter();
        return call.IsEntered ? _store.Take(key, keyLength, buffer, capacity, version, out info) : InvalidParams;
    }

    /// <inheritdoc/>
    public long GetExpiry(byte* key, int keyLength)
    {
        int refusal = RefuseEmpty(key, keyLength);
        if (refusal != 0)
        {
            return refusal;
        }

        using RocksCall call = _store!.Enter();
        return call.IsEntered ? _store.GetExpiry(key, keyLength) : InvalidParams;
    }

    /// <inheritdoc/>
    public int SetExpiry(byte* key, int keyLength, long expiresAt)
    {
        int refusal = RefuseEmpty(key, keyLength);
        if (refusal != 0 || expiresAt < ObjectExpiry.Never)
        {
            return refusal != 0 ? refusal : InvalidParams;
        }

        using RocksCall call = _store!.Enter();
        return call.IsEntered ? _store.SetExpiry(key, keyLength, expiresAt) : InvalidParams;
    }

    private int RefuseEmpty(byte* key, int keyLength)
    {
        int refusal = RefuseKey(key, keyLength);
        return refusal != 0 ? refusal : keyLength == 0 ? InvalidParams : 0;
    }
}
