using Mooncake.Backends;

namespace Mooncake.Embedded.Clusters;

/// <content>Operations on objects.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>Larger objects are not copied or encoded before it is known that their key has no object.</summary>
    private const nuint MostBytesWithoutALook = 1024;

    /// <summary>Stores an object, unless its key has one.</summary>
    /// <returns>0 or -200.</returns>
    internal int Put(byte* key, int length, void* value, nuint size, ReplicateConfig* config)
    {
        ulong hash = _hash.Compute(key, length);
        Shard shard = ShardOf(hash);
        Arena arena = ArenaHere;
        for (bool looks = LooksFirst(arena, size); !looks || !shard.Contains(hash, key, length); looks = true)
        {
            NewObject item = default;
            if (!TryPrepare(arena, ref item, hash, key, length, size, config))
            {
                return shard.IsThere(hash, key, length) ? 0 : (int)StoreErrorCode.NoAvailableHandle;
            }

            item.Fill(value);
            PublishOutcome outcome = arena.Publish(shard, ref item);
            if (outcome == PublishOutcome.Published)
            {
                return 0;
            }

            Discard(ref item);
            if (outcome == PublishOutcome.Expired)
            {
                ExpireKey(shard, hash, key, length);
            }
            else if (outcome == PublishOutcome.NoMemory)
            {
                return shard.IsThere(hash, key, length) ? 0 : (int)StoreErrorCode.NoAvailableHandle;
            }
        }

        return 0;
    }

    /// <summary>Copies an object and renews its lease.</summary>
    /// <returns>Its size, -704 or -600.</returns>
    internal long Get(byte* key, int length, void* buffer, nuint room, in Lease lease)
    {
        ulong hash = _hash.Compute(key, length);
        return ShardOf(hash).Read(hash, key, length, buffer, room, lease, Ages.Epoch);
    }

    /// <summary>Returns the size of an object, and renews its lease.</summary>
    /// <returns>Its size or -704.</returns>
    internal long SizeOf(byte* key, int length, in Lease lease)
    {
        ulong hash = _hash.Compute(key, length);
        return ShardOf(hash).SizeOf(hash, key, length, lease, Ages.Epoch);
    }

    /// <summary>Removes an object.</summary>
    /// <returns>0, -704 or -706.</returns>
    internal int Remove(byte* key, int length, bool force)
    {
        ulong hash = _hash.Compute(key, length);
        int answer = ShardOf(hash).Remove(hash, key, length, force, force ? 0 : _clock.Now, out int removed, out int expired);
        RetireExpired(expired);
        if (removed != 0)
        {
            ArenaOf(removed).Retire(removed);
        }

        return answer;
    }

    /// <summary>
    /// True if a put should first check whether its key has an object. Publishing detects this in any case, and the check costs a tenth of
    /// a small put of a new key: it waits for the cache line of the key's slot.
    /// </summary>
    private static bool LooksFirst(Arena arena, nuint size) => size > MostBytesWithoutALook || arena.ExpectsTakenKeys;

    /// <summary>Allocates memory for an object, which is not written or published yet.</summary>
    /// <returns>False if there is no room.</returns>
    private bool TryPrepare(Arena arena, ref NewObject item, ulong hash, byte* key, int length, nuint size, ReplicateConfig* config)
    {
        item.Hash = hash;
        item.Key = key;
        item.KeyLength = length;
        item.Size = size;
        if (item.RangeBytes < size || !TryPlace(arena, item.RangeBytes, config, out item.Placement))
        {
            return false;
        }

        item.WriteLongKey();
        SetPins(ref item, config);
        return true;
    }

    private void SetPins(ref NewObject item, ReplicateConfig* config)
    {
        if (config != null)
        {
            item.IsHardPinned = config->WithHardPin != 0;
            item.SoftPinUntil = config->WithSoftPin != 0 && _softPinTicks > 0 ? _clock.Now + _softPinTicks : 0;
        }
    }

    /// <summary>Returns the memory of an object that was never published.</summary>
    internal static void Discard(ref NewObject item) => item.Placement.Revoke(item.RangeBytes);
}
