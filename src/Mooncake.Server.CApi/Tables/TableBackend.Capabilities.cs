using Mooncake.Backends;

namespace Mooncake.Server.CApi.Tables;

/// <content>Reading in place, and the one write that callbacks have: a replacement.</content>
internal sealed unsafe partial class TableBackend : IInPlaceReader, IConditionalWriter
{
    // Callbacks tell nothing of versions. A write that needs one is refused, so any number will do.
    private static readonly ObjectInfo Info = new(1, ObjectExpiry.Never);

    /// <inheritdoc/>
    public long View(byte* key, int keyLength, out ObjectView view)
    {
        view = default;
        int refusal = RefuseKey(key, keyLength);
        if (refusal != 0)
        {
            return refusal;
        }

        long size = _table.Get(key, keyLength, out HostValue value);
        if (size > 0)
        {
            view = new ObjectView(this, value.Bytes, value.Owner);
        }
        else if (size == 0)
        {
            // In this contract 0 sends the caller to a copy, so this value has been read.
            _table.Free(value.Owner);
        }

        return size;
    }

    /// <inheritdoc/>
    public void EndView(nint token) => _table.Free(token);

    /// <inheritdoc/>
    public int PutIf(
        byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version)
    {
        version = 0;
        int refusal = RefusePut(key, keyLength, value, size, config);
        if (refusal != 0)
        {
            return refusal;
        }

        bool isReplacement = terms is { Condition: PutCondition.Always, ExpiresAt: ObjectExpiry.Never or ObjectExpiry.Keep };
        int answer = isReplacement ? _table.Set(key, keyLength, value, size) : (int)StoreErrorCode.EngineLacksCapability;
        version = answer == 0 ? Info.Version : 0;
        return answer;
    }

    /// <inheritdoc/>
    public long GetVersioned(byte* key, int keyLength, void* buffer, nuint capacity, out ObjectInfo info)
    {
        int refusal = RefuseKey(key, keyLength);
        long size = refusal != 0 ? refusal : Copy(key, keyLength, buffer, capacity);
        info = size >= 0 ? Info : default;
        return size;
    }

    /// <inheritdoc/>
    public long Take(byte* key, int keyLength, void* buffer, nuint capacity, ulong version, out ObjectInfo info)
    {
        info = default;
        return (int)StoreErrorCode.EngineLacksCapability;
    }
}
