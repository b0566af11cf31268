using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Objects that are read and written where they lie.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>Finds an object, to be looked at where it lies, and renews its lease.</summary>
    /// <returns>Its size or -704.</returns>
    internal long View(byte* key, int length, scoped in Lease lease, out ObjectView view)
    {
        ulong hash = _hash.Compute(key, length);
        return ShardOf(hash).View(hash, key, length, lease, Ages.Epoch, out view);
    }

    /// <summary>Finds room for an object, unless its key is taken.</summary>
    /// <returns>0 or -200.</returns>
    // Not inlined: a caller inlines only so much, and what this does needs that for itself.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal int StartPut(byte* key, int length, nuint size, ReplicateConfig* config, out StartedPut put)
    {
        put = default;
        ulong hash = _hash.Compute(key, length);
        Shard shard = ShardOf(hash);
        Arena arena = ArenaHere;
        if (LooksFirst(arena, size) && shard.Contains(hash, key, length))
        {
            return 0;
        }

        if (!TryPrepare(arena, ref put.Item, hash, key, length, size, config))
        {
            return shard.IsThere(hash, key, length) ? 0 : (int)StoreErrorCode.NoAvailableHandle;
        }

        put.Cluster = this;
        put.Arena = arena;
        put.Config = config;
        return 0;
    }

    /// <summary>Makes an object known whose bytes are in place, unless its key was taken meanwhile.</summary>
    /// <returns>0 or -200; the room is the object's, or was given back.</returns>
    // Not inlined: a caller inlines only so much, and what this does needs that for itself.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal int EndPut(Arena arena, ref NewObject item, ReplicateConfig* config)
    {
        Shard shard = ShardOf(item.Hash);
        item.Placement.FillCopies(item.Size);
        while (true)
        {
            PublishOutcome outcome = arena.Publish(shard, ref item);
            switch (outcome)
            {
                case PublishOutcome.Published:
                    return 0;
                case PublishOutcome.SegmentLeaving when TryMove(arena, ref item, config):
                    continue;
                default:
                    Discard(ref item);
                    return outcome == PublishOutcome.Exists || shard.IsThere(item.Hash, item.Key, item.KeyLength) ? 0 : (int)StoreErrorCode.NoAvailableHandle;
            }
        }
    }

    /// <summary>Takes an object that nobody knows of yet to other room, since a client leaves with a part of what it has.</summary>
    /// <returns>False if there is none; then it is where it was.</returns>
    private bool TryMove(Arena arena, ref NewObject item, ReplicateConfig* config)
    {
        if (!TryPlace(arena, item.Size, config, out Placement elsewhere))
        {
            return false;
        }

        elsewhere.Fill(item.Placement.First.Address, item.Size);
        item.Placement.Free(item.Size);
        item.Placement = elsewhere;
        return true;
    }
}
