using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>What is done with objects that were listed and looked at without the lock.</content>
internal sealed unsafe partial class Shard
{
    /// <summary>Removes an object that was listed.</summary>
    /// <returns>0 if it was removed, and its entry is to be retired; -704 if it is gone, -706 if it is leased.</returns>
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
    /// True if the object is still there. One that is stays until the lock is given back; an entry that stands for another by now has got
    /// its new generation before it came to life.
    /// </summary>
    private bool IsThere(ListedObject listed)
    {
        Entry* entry = _entries.At(listed.Id);
        return Entry.IsAlive(entry) && Volatile.Read(ref entry->Generation) == listed.Generation;
    }
}
