using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Engine;

/// <content>Makes room by removing expired objects, then evicting old ones.</content>
internal sealed unsafe partial class WriteGroup
{
    /// <summary>The minimum number of bytes that one scan of old objects frees, so that creating an iterator pays off.</summary>
    private const long LeastFreed = 1 << 20;

    /// <summary>The divisor that replaces <see cref="LeastFreed"/> for a small capacity.</summary>
    private const int LeastShare = 64;

    /// <summary>
    /// The maximum number of objects that a put examines while it fits anyway: their protection may end before the store is full.
    /// </summary>
    private const int MostLooks = 2000;

    /// <summary>The maximum number of expired objects that one batch removes.</summary>
    internal const int MostSwept = 10_000;

    /// <summary>If all objects were found to be protected, the pause before eviction examines all of them again.</summary>
    private static readonly TimeSpan FruitlessPause = TimeSpan.FromMilliseconds(100);

    private byte[] _hand = [];
    private long _passed;
    private long? _sweptTo;
    private long _fruitlessUntil = long.MinValue;

    /// <summary>Makes room for an object; the changes are those of the group.</summary>
    /// <param name="cost">The bytes that it needs, less those of the object that it replaces.</param>
    /// <returns>True if there is room.</returns>
    internal bool MakeRoom(long cost)
    {
        long capacity = _state.CapacityBytes;
        if (capacity == 0 || cost <= 0)
        {
            return true;
        }

        if (_totals.PinnedBytes + cost > capacity)
        {
            return false;
        }

        long watermark = (long)(capacity * _state.Options.EvictionWatermark);
        if (_totals.UsedBytes + cost > watermark && _state.Timestamp >= _fruitlessUntil)
        {
            SweepExpired(MostSwept);
            long goal = Math.Max(0, Math.Min(watermark - cost, _totals.UsedBytes - Math.Min(LeastFreed, capacity / LeastShare)));
            long looks = _totals.UsedBytes + cost <= capacity ? MostLooks : long.MaxValue;
            bool isEnough = _totals.UsedBytes + cost <= watermark || Evict(goal, looks, takesSoftPins: false);
            if (!isEnough && _totals.UsedBytes + cost > capacity && !Evict(capacity - cost, looks, takesSoftPins: true))
            {
                _fruitlessUntil = _state.Timestamp + _state.TicksOf(FruitlessPause);
            }
        }

        return _totals.UsedBytes + cost <= capacity;
    }

    /// <summary>Removes objects that have expired.</summary>
    /// <param name="most">The maximum number; the changes are those of the group, so this bounds its batch.</param>
    /// <returns>True if there may be more.</returns>
    internal bool SweepExpired(int most)
    {
        long now = Now;
        if (now < (_sweptTo ?? _state.EarliestExpiry))
        {
            return false;
        }

        using RocksIterator entries = new(_database, _database.Expiry, _database.Options.Scans);
        int count = 0;
        for (entries.Seek(default); entries.IsValid && count < most; entries.Next())
        {
            ReadOnlySpan<byte> entry = entries.Key;
            long expiresAt = (long)PrefixedKey.ReadNumber(entry);
            if (expiresAt > now)
            {
                break;
            }

            fixed (byte* bytes = entry)
            {
                count += SweepEntry(bytes, entry.Length, expiresAt) ? 1 : 0;
            }
        }

        // The next expiry is where the iteration stopped; after an error the next sweep tries again.
        long next = entries.IsValid ? (long)PrefixedKey.ReadNumber(entries.Key) : entries.TakeError() is null ? long.MaxValue : now;
        _sweptTo = next;
        return count == most;
    }

    /// <summary>Removes the object of an entry, or an entry whose object no longer exists.</summary>
    /// <returns>
    /// False if nothing was removed: the group has changed the key, including the entry, or the key could not be read.
    /// </returns>
    private bool SweepEntry(byte* entry, int entryLength, long expiresAt)
    {
        byte* key = entry + PrefixedKey.PrefixLength;
        int length = entryLength - PrefixedKey.PrefixLength;
        ObjectRecord record = default;
        int found = HasChanged(key, length) ? -1 : MetaReads.Find(_database, key, length, out record);
        if (found == 1 && record.ExpiresAt == expiresAt)
        {
            Reclaim(key, length, in record, isExpired: true);
        }
        else if (found >= 0)
        {
            DropExpiryEntry(entry, entryLength);
        }

        return found >= 0;
    }

    /// <summary>
    /// Continues where it stopped, from old objects to new ones and then from the oldest again, until enough is free or all were examined.
    /// </summary>
    /// <param name="goal">The number of bytes that may remain in use.</param>
    /// <param name="looks">The maximum number of objects to examine.</param>
    /// <param name="takesSoftPins">True to evict soft-pinned objects too.</param>
    /// <returns>True if the goal was reached.</returns>
    private bool Evict(long goal, long looks, bool takesSoftPins)
    {
        // Two turns: the first one may only find that objects were read since the previous one.
        const int turns = 2;
        ulong last = _totals.LastSequence;

        // New objects are inserted ahead of the CLOCK hand as fast as it moves, so wrap around after one full turn: when it has passed as
        // many objects as there are.
        if (_passed >= _totals.Objects)
        {
            _hand = [];
            _passed = 0;
        }

        using RocksIterator objects = new(_database, _database.Data, _database.Options.Keys);
        objects.Seek(_hand);
        int starts = 0;
        while (_totals.UsedBytes > goal && looks-- > 0)
        {
            if (!objects.IsValid || PrefixedKey.ReadNumber(objects.Key) > last)
            {
                if (++starts > turns || objects.TakeError() is not null)
                {
                    break;
                }

                objects.Seek(default);
                _passed = 0;
                if (!objects.IsValid)
                {
                    break;
                }
            }

            fixed (byte* bytes = objects.Key)
            {
                Consider(bytes, objects.Key.Length, takesSoftPins);
            }

            objects.Next();
            _passed++;
        }

        _hand = objects.IsValid ? objects.Key.ToArray() : [];
        return _totals.UsedBytes <= goal;
    }

    /// <summary>Evicts an object, unless something protects it.</summary>
    private void Consider(byte* dataKey, int dataKeyLength, bool takesSoftPins)
    {
        ulong sequence = PrefixedKey.ReadNumber(new ReadOnlySpan<byte>(dataKey, PrefixedKey.PrefixLength));
        byte* key = dataKey + PrefixedKey.PrefixLength;
        int length = dataKeyLength - PrefixedKey.PrefixLength;
        if (HasChanged(key, length) || MetaReads.Find(_database, key, length, out ObjectRecord record) != 1 || record.Sequence != sequence)
        {
            return;
        }

        if (record.IsExpired(Now))
        {
            Reclaim(key, length, in record, isExpired: true);
        }
        else if (!record.IsHardPinned
            && !_state.RecentReads.Forget(sequence)
            && !_state.IsLeased(sequence)
            && (takesSoftPins || !_state.IsSoftPinned(sequence)))
        {
            Reclaim(key, length, in record, isExpired: false);
        }
    }
}
