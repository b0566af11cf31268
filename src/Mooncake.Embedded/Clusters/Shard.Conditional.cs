using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>Writing, reading and removing objects by version.</content>
internal sealed unsafe partial class Shard
{
    /// <summary>The current outcome of a conditional put, apart from memory. The outcome of the put itself may differ.</summary>
    /// <returns><see cref="PublishOutcome.Published"/> if its condition holds.</returns>
    internal PublishOutcome Judge(ulong hash, byte* key, int length, in PutTerms terms)
    {
        if (terms.Condition == PutCondition.Always)
        {
            return PublishOutcome.Published;
        }

        using (_index.Lock.Hold())
        {
            // If the cluster ends, the put finds no memory.
            if (_isClosed)
            {
                return PublishOutcome.Published;
            }

            int slot = _index.FindSlot(hash, key, length);
            int id = slot < 0 ? 0 : _index.IdAt(slot);
            return Judge(id != 0 && IsExpired(id) ? 0 : id, in terms);
        }
    }

    /// <summary>Publishes an object if a condition holds, in place of the existing one; readers find one or the other.</summary>
    /// <param name="id">The entry, filled except for the fields that only a live object has; the caller has its arena's lock.</param>
    /// <param name="item">The object.</param>
    /// <param name="terms">The condition and the expiry.</param>
    /// <param name="epoch">The object's epoch.</param>
    /// <param name="replaced">The entry of the old object, which is dead and must be retired; 0 if there was none.</param>
    /// <param name="hasExpired">True if the old object had expired: the new one has not replaced it.</param>
    internal PublishOutcome TryPublishIf(
        int id, ref NewObject item, in PutTerms terms, out long epoch, out int replaced, out bool hasExpired)
    {
        epoch = 0;
        replaced = 0;
        hasExpired = false;
        using (_index.Lock.Hold())
        {
            if (_isClosed || item.Placement.IsLeaving)
            {
                return PublishOutcome.SegmentLeaving;
            }

            int slot = _index.FindSlot(item.Hash, item.Key, item.KeyLength);
            int old = slot < 0 ? 0 : _index.IdAt(slot);
            hasExpired = old != 0 && IsExpired(old);
            int current = hasExpired ? 0 : old;
            PublishOutcome outcome = Judge(current, in terms);
            if (outcome != PublishOutcome.Published)
            {
                return outcome;
            }

            long expiresAt = terms.ExpiresAt != ObjectExpiry.Keep ? terms.ExpiresAt : current == 0 ? ObjectExpiry.Never : ExpiryOf(current);
            if (expiresAt != ObjectExpiry.Never && !_cluster.Expiries.TrySet(id, expiresAt))
            {
                return PublishOutcome.NoMemory;
            }

            SetExpires(id, expiresAt != ObjectExpiry.Never);
            if (slot < 0)
            {
                outcome = TryInsert(id, item.Hash, out epoch);
            }
            else
            {
                epoch = Enliven(id, item.Hash);
                ReplaceAt(slot, old, id);
                _index.CountRemoval();
                replaced = old;
            }

            if (outcome != PublishOutcome.Published)
            {
                SetExpires(id, expires: false);
                _cluster.Expiries.Clear(id);
            }

            return outcome;
        }
    }

    /// <summary>Copies an object, with its version and expiry. Grants no lease.</summary>
    /// <returns>Its size; -704 if there is none.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long ReadVersioned(
        ulong hash, byte* key, int length, void* buffer, nuint capacity, long epoch, out ObjectInfo info, out int expired)
    {
        info = default;
        long answer = (int)StoreErrorCode.ObjectNotFound;
        HazardSlot* slot = HazardSlot.Current;
        slot->Enter(hash);
        Entry* entry = FindUnexpired(hash, key, length, out int id, out expired);
        if (entry != null)
        {
            info = InfoOf(id);
            nuint size = entry->Size;
            answer = (long)size;
            if (buffer != null)
            {
                _reads.Hit(slot);
                entry->Stamp = (int)epoch;
                if (size <= capacity)
                {
                    Buffer.MemoryCopy(entry->Value, buffer, capacity, size);
                }
            }
        }
        else if (buffer != null)
        {
            _reads.Miss(slot);
        }

        slot->Exit();
        return answer;
    }

    /// <summary>Removes an object, regardless of leases, for a caller that copies its bytes and then retires it.</summary>
    /// <param name="hash">Its key's hash.</param>
    /// <param name="key">Its key.</param>
    /// <param name="length">The key's length in bytes.</param>
    /// <param name="limit">The maximum size; a larger object is kept.</param>
    /// <param name="version">The required version, or 0.</param>
    /// <param name="info">Its version and expiry.</param>
    /// <param name="taken">Its entry, which must be retired; 0 if it is kept.</param>
    /// <param name="expired">The entry of an object that had expired, which must be retired; otherwise 0.</param>
    /// <returns>Its size, -704 or <see cref="StoreErrorCode.ObjectChanged"/>.</returns>
    internal long Take(ulong hash, byte* key, int length, nuint limit, ulong version, out ObjectInfo info, out int taken, out int expired)
    {
        info = default;
        taken = 0;
        using (_index.Lock.Hold())
        {
            int slot = FindSlotUnexpired(hash, key, length, out expired);
            if (slot < 0)
            {
                return (int)StoreErrorCode.ObjectNotFound;
            }

            int id = _index.IdAt(slot);
            if (version != 0 && version != VersionOf(id))
            {
                return (int)StoreErrorCode.ObjectChanged;
            }

            info = InfoOf(id);
            nuint size = _entries.At(id)->Size;
            if (size <= limit)
            {
                _ = TryRemoveAt(slot, force: true, now: 0);
                taken = id;
            }

            return (long)size;
        }
    }

    private PublishOutcome Judge(int current, in PutTerms terms) => terms.Condition switch
    {
        PutCondition.Absent => current == 0 ? PublishOutcome.Published : PublishOutcome.Exists,
        PutCondition.Always => PublishOutcome.Published,
        _ when current == 0 => PublishOutcome.Missing,
        PutCondition.Unchanged when VersionOf(current) != terms.Version => PublishOutcome.Changed,
        _ => PublishOutcome.Published,
    };

    private ulong VersionOf(int id) => Entry.VersionOf(_entries.At(id), id);

    private ObjectInfo InfoOf(int id) => new(VersionOf(id), ExpiryOf(id));
}
