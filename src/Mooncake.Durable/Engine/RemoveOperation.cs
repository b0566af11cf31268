namespace Mooncake.Durable.Engine;

/// <summary>Removes an object.</summary>
/// <param name="key">The key.</param>
/// <param name="length">Its length in bytes.</param>
/// <param name="force">True to remove it even under a lease.</param>
internal sealed unsafe class RemoveOperation(byte* key, int length, bool force) : WriteOperation
{
    private readonly byte* _key = key;

    /// <summary>0, -704, -706 or another negative code.</summary>
    internal int Answer { get; private set; } = (int)StoreErrorCode.InternalError;

    /// <inheritdoc/>
    internal override void Apply(WriteGroup group)
    {
        int found = group.Find(_key, length, out ObjectRecord record);
        if (found != 1)
        {
            Answer = found < 0 ? found : (int)StoreErrorCode.ObjectNotFound;
        }
        else if (record.IsExpired(group.Now))
        {
            group.Reclaim(_key, length, in record, isExpired: true);
            Answer = (int)StoreErrorCode.ObjectNotFound;
        }
        else if (!force && group.State.IsLeased(record.Sequence))
        {
            Answer = (int)StoreErrorCode.ObjectHasLease;
        }
        else
        {
            group.Remove(this, _key, length, in record);
            Answer = PutRequest.Pending;
        }
    }

    /// <inheritdoc/>
    internal override void Settle(int answer) => Answer = answer;
}
