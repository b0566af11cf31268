using System.Runtime.CompilerServices;
using Mooncake.Embedded.Synchronization;

namespace Mooncake.Embedded.Index;

/// <summary>
/// Counts one cluster's reads. Every <see cref="HazardSlot"/> has separate counts, which only its thread changes, so no read waits for
/// another.
/// </summary>
internal sealed unsafe class ReadCounts
{
    /// <summary>
    /// The counts are in the middle of an array, two cache lines from other heap data: some processors fetch lines in pairs.
    /// </summary>
    private const int Hits = 16;
    private const int Misses = Hits + 1;
    private const int CellLength = 2 * Hits;

    private long[]?[] _cells = [];
    private BriefLock _lock;

    /// <summary>Counts a read that has found its object.</summary>
    /// <param name="slot">The hazard slot of the calling thread.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Hit(HazardSlot* slot) => Count(slot->Number, Hits);

    /// <summary>Counts a read that has found no object.</summary>
    /// <param name="slot">The hazard slot of the calling thread.</param>
    internal void Miss(HazardSlot* slot) => Count(slot->Number, Misses);

    /// <summary>All counts so far.</summary>
    internal (long Hits, long Misses) Sum()
    {
        long hits = 0;
        long misses = 0;
        foreach (long[]? cell in Volatile.Read(ref _cells))
        {
            if (cell is not null)
            {
                hits += Volatile.Read(ref cell[Hits]);
                misses += Volatile.Read(ref cell[Misses]);
            }
        }

        return (hits, misses);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Count(int number, int place)
    {
        long[]?[] cells = Volatile.Read(ref _cells);
        if ((uint)number < (uint)cells.Length && cells[number] is { } cell)
        {
            cell[place]++;
        }
        else
        {
            CountFirst(number, place);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CountFirst(int number, int place)
    {
        try
        {
            using (_lock.Hold())
            {
                // A copy, so that no thread counts in an array that another has replaced.
                long[]?[] cells = new long[]?[Math.Max(number + 1, _cells.Length)];
                _cells.CopyTo(cells, 0);
                cells[number] = new long[CellLength];
                cells[number]![place]++;
                Volatile.Write(ref _cells, cells);
            }
        }
        catch (OutOfMemoryException)
        {
            // A read must not fail because it cannot be counted: this one is not counted.
        }
    }
}
