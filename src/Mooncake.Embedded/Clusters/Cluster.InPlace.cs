using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Objects that are read and written in place.</content>
internal sealed unsafe partial class Cluster
{
    private const int ArenaShift = 16;

    /// <summary>Finds an object, protects it from reclamation, and renews its lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="lease">The lease to grant.</param>
    /// <param name="slot">Protects the object until <see cref="HazardSlot.ExitView"/>; null if there is none.</param>
    /// <param name="bytes">The object's first byte.</param>
    /// <returns>The object's size or -704.</returns>
    internal long View(byte* key, int length, in Lease lease, out HazardSlot* slot, out byte* bytes)
    {
        ulong hash = _hash.Compute(key, length);
        return ShardOf(hash).View(hash, key, length, lease, Ages.Epoch, out slot, out bytes);
    }

    /// <summary>Allocates memory for an object, unless its key has one.</summary>
    /// <returns>0 or -200.</returns>
    // Not inlined: the inlining budget of a caller is limited, and this method's own calls need it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal int StartPut(IInPlaceWriter owner, byte* key, int length, nuint size, ReplicateConfig* config, out InPlacePut put)
    {
        ulong hash = _hash.Compute(key, length);
        Shard shard = ShardOf(hash);
        Arena arena = ArenaHere;
        if (LooksFirst(arena, size) && shard.Contains(hash, key, length))
        {
            put = default;
            return 0;
        }

        NewObject item = default;
        if (!TryPrepare(arena, ref item, hash, key, length, size, config))
        {
            put = default;
            return shard.IsThere(hash, key, length) ? 0 : (int)StoreErrorCode.NoAvailableHandle;
        }

        put = new InPlacePut(owner, item.Placement.First.Address)
        {
            Key = key,
            KeyLength = length,
            Size = size,
            Config = config,
            Token = hash,
            Tag = item.Placement.First.Segment.Place | ((uint)arena.Number << ArenaShift),
            State = item.Placement.Copies,
        };
        return 0;
    }

    /// <summary>Publishes an object whose bytes are in place, unless its key has an object by now.</summary>
    /// <returns>0; -705 if the key has an object, or -200. The object owns the memory, or it was returned.</returns>
    // Not inlined: the inlining budget of a caller is limited, and this method's own calls need it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal int EndPut(scoped in InPlacePut put)
    {
        Arena arena = _arenas[(int)(put.Tag >> ArenaShift)];
        NewObject item = default;
        Restore(ref item, in put);
        SetPins(ref item, put.Config);
        item.Placement.FillCopies(item.RangeBytes);
        Shard shard = ShardOf(item.Hash);
        while (true)
        {
            PublishOutcome outcome = arena.Publish(shard, ref item);
            switch (outcome)
            {
                case PublishOutcome.Published:
                    return 0;
                case PublishOutcome.SegmentLeaving when TryMove(arena, ref item, put.Config):
                    continue;
                case PublishOutcome.Expired:
                    ExpireKey(shard, item.Hash, item.Key, item.KeyLength);
                    continue;
                default:
                    Discard(ref item);
                    return outcome == PublishOutcome.Exists || shard.IsThere(item.Hash, item.Key, item.KeyLength)
                        ? (int)StoreErrorCode.ObjectAlreadyExists
                        : (int)StoreErrorCode.NoAvailableHandle;
            }
        }
    }

    /// <summary>Returns the memory of a put that was not ended.</summary>
    internal void RevokePut(scoped in InPlacePut put)
    {
        NewObject item = default;
        Restore(ref item, in put);
        Discard(ref item);
    }

    /// <summary>Restores the object of a put, as <see cref="StartPut"/> prepared it, apart from its pins.</summary>
    // Inlined, and field by field: a result would be copied by wide loads, which wait for the narrow stores of the fields.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Restore(ref NewObject item, scoped in InPlacePut put)
    {
        item.Hash = put.Token;
        item.Key = put.Key;
        item.KeyLength = put.KeyLength;
        item.Size = put.Size;

        // A segment keeps its index as long as a range of it is in use.
        item.Placement.First = new Replica(SegmentAt((ushort)put.Tag), put.Address);
        item.Placement.Copies = (Replica[]?)put.State;
    }

    /// <summary>Moves an unpublished object to other memory, because a client leaves with a part of its memory.</summary>
    /// <returns>False if there is no room; then it is unchanged.</returns>
    private bool TryMove(Arena arena, ref NewObject item, ReplicateConfig* config)
    {
        if (!TryPlace(arena, item.RangeBytes, config, out Placement elsewhere))
        {
            return false;
        }

        Placement before = item.Placement;
        item.Placement = elsewhere;
        item.WriteLongKey();
        item.Fill(before.First.Address);
        before.Revoke(item.RangeBytes);
        return true;
    }
}
