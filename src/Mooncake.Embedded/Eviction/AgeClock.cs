using System.Runtime.InteropServices;

namespace Mooncake.Embedded.Eviction;

/// <summary>
/// Logical time for eviction: an epoch ends when about a 32nd of the number of live objects has been stored, in small clusters with every
/// put. An object that is never read is therefore about 32 epochs old when eviction reaches it, however fast or slow the cluster is used.
/// </summary>
/// <remarks>
/// Keys are spread over the shards by their hash, so one shard's puts are representative: in larger clusters only the first shard advances
/// the clock, and puts of the others share no cache line for it.
/// </remarks>
internal sealed class AgeClock
{
    private const int EpochsPerTurnover = 32;

    private Fields _fields;

    /// <summary>The current epoch; read by every read, changed rarely.</summary>
    internal long Epoch => Volatile.Read(ref _fields.Epoch);

    /// <summary>Counts a put.</summary>
    /// <param name="shard">The shard's number.</param>
    /// <param name="objectsInShard">The number of its objects.</param>
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

    /// <summary>The two counters, on separate cache lines; the second is protected by the first shard's lock.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Fields
    {
        /// <summary>The current epoch.</summary>
        [FieldOffset(64)]
        internal long Epoch;

        /// <summary>Puts into the first shard since the epoch began.</summary>
        [FieldOffset(192)]
        internal int FirstShardsPuts;
    }
}
