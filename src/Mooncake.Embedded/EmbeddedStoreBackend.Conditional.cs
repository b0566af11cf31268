using Mooncake.Backends;

namespace Mooncake.Embedded;

/// <content>Writes that depend on the existing object, and objects that expire.</content>
public sealed unsafe partial class EmbeddedStoreBackend : IConditionalWriter, IExpiry
{
    /// <inheritdoc/>
    public int PutIf(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version)
    {
        version = 0;
        int refusal = RefusePut(key, keyLength, value, size, config);
        if (refusal != 0 || !terms.IsValid)
        {
            return refusal != 0 ? refusal : (int)StoreErrorCode.InvalidParams;
        }

        int answer = _cluster!.PutIf(key, keyLength, value, size, config, in terms, out version);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    public long GetVersioned(byte* key, int keyLength, void* buffer, nuint capacity, out ObjectInfo info)
    {
        info = default;
        int refusal = RefuseKey(key, keyLength);
        if (refusal != 0 || keyLength == 0)
        {
            return refusal != 0 ? refusal : (int)StoreErrorCode.InvalidParams;
        }

        long answer = _cluster!.GetVersioned(key, keyLength, buffer, capacity, out info);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    public long Take(byte* key, int keyLength, void* buffer, nuint capacity, ulong version, out ObjectInfo info)
    {
        info = default;
        int refusal = RefuseKey(key, keyLength);
        if (refusal != 0 || keyLength == 0)
        {
            return refusal != 0 ? refusal : (int)StoreErrorCode.InvalidParams;
        }

        long answer = _cluster!.Take(key, keyLength, buffer, capacity, version, out info);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    public long GetExpiry(byte* key, int keyLength)
    {
        int refusal = RefuseKey(key, keyLength);
        if (refusal != 0 || keyLength == 0)
        {
            return refusal != 0 ? refusal : (int)StoreErrorCode.InvalidParams;
        }

        long answer = _cluster!.GetExpiry(key, keyLength);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    public int SetExpiry(byte* key, int keyLength, long expiresAt)
    {
        int refusal = RefuseKey(key, keyLength);
        if (refusal != 0 || keyLength == 0 || expiresAt < ObjectExpiry.Never)
        {
            return refusal != 0 ? refusal : (int)StoreErrorCode.InvalidParams;
        }

        int answer = _cluster!.SetExpiry(key, keyLength, expiresAt);
        GC.KeepAlive(this);
        return answer;
    }
}
