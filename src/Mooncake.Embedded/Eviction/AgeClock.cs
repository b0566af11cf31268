using System.Runtime.InteropServices;

namespace Mooncake.Embedded.Eviction;

/// <summary>
/// Logical time for eviction: an epoch passes with every 64th part of the live objects stored. An object that nobody reads is
/// thus about 64 epochs old when its turn comes, however fast or slow the cluster is used.
/// </summary>
internal sealed class AgeClock
{
    private const int EpochsPerTurnover = 64;

    private Fields _fields;

    /// <summary>The present epoch; read by every read, changed rarely.</summary>
    internal long Epoch => Volatile.Read(ref _fields.Epoch);

    /// <summary>How many puts a shard gathers before it reports them.</summary>
    internal static int PutsPerReport(int objectsInShard) => Math.Max(1, objectsInShard / EpochsPerTurnover);

    /// <summary>Counts puts, and lets an epoch pass when enough have come.</summary>
    /// <param name="puts">Puts since the shard's last report.</param>
    /// <param name="objects">About how many objects the cluster holds.</param>
    internal void Report(int puts, long objects)
    {
        if (Interlocked.Add(ref _fields.Puts, puts) >= Math.Max(1, objects / EpochsPerTurnover))
        {
            Interlocked.Exchange(ref _fields.Puts, 0);
            Interlocked.Increment(ref _fields.Epoch);
        }
    }

    /// <summary>The two counters on cache lines of their own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Fields
    {
        /// <summary>The present epoch.</summary>
        [FieldOffset(64)]
        internal long Epoch;

        /// <summary>Puts since the epoch began.</summary>
        [FieldOffset(192)]
        internal long Puts;
    }
}
