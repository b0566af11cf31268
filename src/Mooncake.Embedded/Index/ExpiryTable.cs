using Mooncake.Embedded.Synchronization;

namespace Mooncake.Embedded.Index;

/// <summary>
/// When the objects of the entries expire, separate from the entries: an object without an expiry costs nothing here, and a bit of
/// <see cref="Entry.State"/> marks those that have one.
/// </summary>
/// <remarks>
/// <para>
/// Eight bytes per entry, in chunks that are allocated when one of their entries first needs one and never moved, so reads take no lock. A
/// cell is written under the lock of the object's shard while the object is alive or being published, and cleared under the lock of the
/// entry's arena when the object is retired.
/// </para>
/// <para>
/// Every chunk has a lower bound of its times, and the table has one of all. A sweep examines only chunks whose bound has passed: it raises
/// the bound to the maximum first, then reads the cells, then lowers it to the minimum that it has seen. A time that is set meanwhile is
/// written before its bound is lowered, so the sweep has seen the time or leaves the lower bound in place.
/// </para>
/// </remarks>
internal sealed class ExpiryTable
{
    private const int ChunkShift = 10;
    private const int ChunkCells = 1 << ChunkShift;

    private Chunk?[] _chunks = [];
    private BriefLock _lock;
    private long _earliest = long.MaxValue;

    /// <summary>True if there may be an object with an expiry.</summary>
    internal bool IsInUse => Volatile.Read(ref _earliest) != long.MaxValue;

    /// <summary>True if an object may have expired by a time.</summary>
    /// <param name="now">The time, in milliseconds since 1970-01-01 UTC.</param>
    internal bool IsDue(long now) => Volatile.Read(ref _earliest) <= now;

    /// <summary>When the object of an entry expires, in milliseconds since 1970-01-01 UTC; 0 if it does not.</summary>
    internal long At(int id)
    {
        Chunk?[] chunks = Volatile.Read(ref _chunks);
        int place = id >> ChunkShift;
        return place < chunks.Length && Volatile.Read(ref chunks[place]) is { } chunk
            ? Volatile.Read(ref chunk.Cells[id & (ChunkCells - 1)])
            : 0;
    }

    /// <summary>Sets when the object of an entry expires.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="expiresAt">Milliseconds since 1970-01-01 UTC, above 0.</param>
    /// <returns>False if there is no memory for that.</returns>
    internal bool TrySet(int id, long expiresAt)
    {
        if (TryGetChunk(id >> ChunkShift) is not { } chunk)
        {
            return false;
        }

        Interlocked.Exchange(ref chunk.Cells[id & (ChunkCells - 1)], expiresAt);
        Lower(ref chunk.Earliest, expiresAt);
        Lower(ref _earliest, expiresAt);
        return true;
    }

    /// <summary>Removes an entry's expiry. The bounds remain until the next sweep.</summary>
    internal void Clear(int id)
    {
        Chunk?[] chunks = Volatile.Read(ref _chunks);
        int place = id >> ChunkShift;
        if (place < chunks.Length && Volatile.Read(ref chunks[place]) is { } chunk)
        {
            Volatile.Write(ref chunk.Cells[id & (ChunkCells - 1)], 0);
        }
    }

    /// <summary>Visits every entry whose time has passed. One sweep at a time.</summary>
    /// <param name="now">The time, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="expire">Receives each entry; must not throw. Its object may have been removed or have another time since.</param>
    internal void Sweep(long now, Action<int> expire)
    {
        // Entries left out because of an exception are due for the next sweep.
        long next = 0;
        Interlocked.Exchange(ref _earliest, long.MaxValue);
        try
        {
            long earliest = long.MaxValue;
            Chunk?[] chunks = Volatile.Read(ref _chunks);
            for (int place = 0; place < chunks.Length; place++)
            {
                if (Volatile.Read(ref chunks[place]) is { } chunk)
                {
                    SweepIfDue(chunk, place << ChunkShift, now, expire);
                    earliest = Math.Min(earliest, Volatile.Read(ref chunk.Earliest));
                }
            }

            next = earliest;
        }
        finally
        {
            Lower(ref _earliest, next);
        }
    }

    private static void SweepIfDue(Chunk chunk, int first, long now, Action<int> expire)
    {
        if (Volatile.Read(ref chunk.Earliest) > now)
        {
            return;
        }

        long next = 0;
        Interlocked.Exchange(ref chunk.Earliest, long.MaxValue);
        try
        {
            long earliest = long.MaxValue;
            for (int i = 0; i < chunk.Cells.Length; i++)
            {
                long expiresAt = Volatile.Read(ref chunk.Cells[i]);
                if (expiresAt > now)
                {
                    earliest = Math.Min(earliest, expiresAt);
                }
                else if (expiresAt != 0)
                {
                    expire(first + i);
                }
            }

            next = earliest;
        }
        finally
        {
            Lower(ref chunk.Earliest, next);
        }
    }

    private static void Lower(ref long bound, long value)
    {
        long seen = Volatile.Read(ref bound);
        while (value < seen)
        {
            long before = Interlocked.CompareExchange(ref bound, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    private Chunk? TryGetChunk(int place)
    {
        Chunk?[] chunks = Volatile.Read(ref _chunks);
        if (place < chunks.Length && Volatile.Read(ref chunks[place]) is { } chunk)
        {
            return chunk;
        }

        try
        {
            return AddChunk(place);
        }
        catch (OutOfMemoryException)
        {
            // The machine's memory is part of the capacity that a put needs; the caller reports that there is none.
            return null;
        }
    }

    private Chunk AddChunk(int place)
    {
        using (_lock.Hold())
        {
            if (place >= _chunks.Length)
            {
                Chunk?[] longer = new Chunk?[Math.Max(place + 1, _chunks.Length * 2)];
                _chunks.CopyTo(longer, 0);
                Volatile.Write(ref _chunks, longer);
            }

            if (_chunks[place] is not { } chunk)
            {
                chunk = new Chunk();
                Volatile.Write(ref _chunks[place], chunk);
            }

            return chunk;
        }
    }

    private sealed class Chunk
    {
        /// <summary>No cell's time is before this, except for cells that a sweep has already visited.</summary>
        internal long Earliest = long.MaxValue;

        /// <summary>The times of consecutive entries; 0 for none.</summary>
        internal long[] Cells { get; } = new long[ChunkCells];
    }
}
