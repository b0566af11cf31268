using System.Runtime.InteropServices;

namespace Mooncake.Embedded.Eviction;

/// <summary>
/// Logical time for eviction: an epoch passes with about every 32nd part of the live objects stored, in small clusters with every
/// put. An object that nobody reads is thus about 32 epochs old when its turn comes, however fast or slow the cluster is used.
/// </summary>
/// <remarks>
/// Keys are spread over the shards by their hash, so one shard's puts tell of all: in larger clusters the first shard alone moves
/// the clock, and the others' puts share no cache line for it.
/// </remarks>
internal sealed class AgeClock
{
    private const int EpochsPerTurnover = 32;

    private Fields _fields;

    /// <summary>The present epoch; read by every read, changed rarely.</summary>
    internal long Epoch => Volatile.Read(ref _fields.Epoch);

    /// <summary>Counts a put.</summary>
    /// <param name="shard">The shard's number.</param>
    /// <param name="objectsInShard">How many objects it holds.</param>
    /// <returns>The epoch that the put belongs to.</returns>
    internal long CountPut(int shard, int objectsInShard)
    {
        if (objectsInShard >= EpochsPerTurnover)
        {
            if (shard != 0 || ++_fields.FirstShardsPuts < objectsInShard / EpochsPerTurnover)
            {
                return Epoch;
            }

            _fields.FirstShardsPuts = 0;
        }

        return Interlocked.Increment(ref _fields.Epoch);
    }

    /// <summary>The two counters on cache lines of their own; the second belongs to the first shard's lock.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Fields
    {
        /// <summary>The present epoch.</summary>
        [FieldOffset(64)]
        internal long Epoch;

        /// <summary>Puts into the first shard since the epoch began.</summary>
        [FieldOffset(192)]
        internal int FirstShardsPuts;
    }
}
