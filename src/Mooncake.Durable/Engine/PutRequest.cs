using Mooncake.Backends;

namespace Mooncake.Durable.Engine;

/// <summary>An object that a caller wants to store. The caller owns its memory, which is valid until the call returns.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyLength">Its length in bytes.</param>
/// <param name="Value">The object's bytes.</param>
/// <param name="Size">Their number.</param>
/// <param name="Crc">Their CRC-32C.</param>
/// <param name="IsHardPinned">True if it is never evicted.</param>
/// <param name="IsSoftPinned">True if it is evicted last for a while.</param>
/// <param name="Terms">The condition and the expiry.</param>
internal readonly unsafe record struct PutRequest(
    nint Key, int KeyLength, nint Value, nuint Size, uint Crc, bool IsHardPinned, bool IsSoftPinned, PutTerms Terms)
{
    /// <summary>The return code of an item whose change is not committed.</summary>
    internal const int Pending = int.MinValue;

    /// <summary>The return code of an item that was not processed.</summary>
    internal const int ToDo = int.MinValue + 1;

    /// <summary>Larger objects are rejected: the log and the memtable contain each object in one piece.</summary>
    internal const long LargestObject = 1 << 30;

    /// <summary>Executes the request as a part of a group.</summary>
    /// <param name="operation">The operation that it belongs to.</param>
    /// <param name="group">The group.</param>
    /// <param name="version">The version of the object that was stored, or 0.</param>
    /// <returns><see cref="Pending"/>, or the return code: 0 and -705 both mean that the key has an object, which is kept.</returns>
    internal int Apply(WriteOperation operation, WriteGroup group, out ulong version)
    {
        version = 0;
        group.CommitIfLarge();
        int found = group.Find((byte*)Key, KeyLength, out ObjectRecord old);
        if (found < 0)
        {
            return found;
        }

        bool isThere = found == 1 && !old.IsExpired(group.Now);
        int refusal = RefusalOf(isThere, in old);
        if (refusal != 0)
        {
            return refusal;
        }

        long cost = ObjectRecord.CostOf((long)Size, KeyLength) - (found == 1 ? old.CostWith(KeyLength) : 0);
        group.Claim((byte*)Key, KeyLength);
        if (!group.MakeRoom(cost))
        {
            return (int)StoreErrorCode.NoAvailableHandle;
        }

        long expiresAt = Terms.ExpiresAt != ObjectExpiry.Keep ? Terms.ExpiresAt : isThere ? old.ExpiresAt : ObjectExpiry.Never;
        ObjectRecord record = new(Sequence: 0, (long)Size, expiresAt, Crc, IsHardPinned);
        version = group.Put(operation, (byte*)Key, KeyLength, (void*)Value, in record, in old, isExpired: found == 1 && !isThere);
        if (IsSoftPinned)
        {
            group.State.PinSoftly(version);
        }

        return Pending;
    }

    private int RefusalOf(bool isThere, in ObjectRecord old) => Terms.Condition switch
    {
        PutCondition.Absent => isThere ? (int)StoreErrorCode.ObjectAlreadyExists : 0,
        PutCondition.Always => 0,
        PutCondition.Present => isThere ? 0 : (int)StoreErrorCode.ObjectNotFound,
        _ => !isThere ? (int)StoreErrorCode.ObjectNotFound
            : old.Sequence != Terms.Version ? (int)StoreErrorCode.ObjectChanged
            : 0,
    };
}
