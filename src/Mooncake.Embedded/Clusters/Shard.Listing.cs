using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>Operations on objects that were listed and examined without the lock.</content>
internal sealed unsafe partial class Shard
{
    /// <summary>Removes an object that was listed.</summary>
    /// <returns>0 if it was removed, and its entry must be retired; -704 if it no longer exists, -706 if it is leased.</returns>
    internal int RemoveListed(ListedObject listed, bool force, long now)
    {
        using (_index.Lock.Hold())
        {
            return _isClosed || !IsThere(listed) ? (int)StoreErrorCode.ObjectNotFound
                : TryRemoveAt(_index.SlotOf(listed.Id), force, now) ? 0
                : (int)StoreErrorCode.ObjectHasLease;
        }
    }

    /// <summary>
    /// True if the object still exists. Then it exists until the lock is released; an entry that represents another object by now got its
    /// new generation before it became live.
    /// </summary>
    private bool IsThere(ListedObject listed)
    {
        Entry* entry = _entries.At(listed.Id);
        return Entry.IsAlive(entry) && Volatile.Read(ref entry->Generation) == listed.Generation;
    }
}
