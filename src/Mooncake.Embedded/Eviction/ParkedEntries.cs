using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Eviction;

/// <summary>
/// Entries of one arena that eviction found leased, ordered by the lease's end at that time: a binary heap. Requires the arena's lock.
/// </summary>
/// <remarks>A renewed lease is noticed only when eviction reaches the entry.</remarks>
internal sealed unsafe class ParkedEntries
{
    private readonly EntryTable _entries;
    private (long Until, int Id)[] _heap = [];
    private long _bytes;

    /// <summary>Creates an empty heap over the entries of a cluster.</summary>
    internal ParkedEntries(EntryTable entries) => _entries = entries;

    /// <summary>Number of parked entries.</summary>
    internal int Count { get; private set; }

    /// <summary>The bytes of the parked entries' objects; may be read without the lock.</summary>
    internal long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The first deadline; <see cref="long.MaxValue"/> if nothing is parked.</summary>
    internal long FirstDeadline => Count == 0 ? long.MaxValue : _heap[0].Until;

    /// <summary>The entry with the first deadline; 0 if nothing is parked.</summary>
    internal int First => Count == 0 ? 0 : _heap[0].Id;

    /// <summary>Parks an entry.</summary>
    /// <returns>False if there is no memory for it; never directly after one was removed.</returns>
    internal bool TryAdd(int id, long until)
    {
        try
        {
            if (Count == _heap.Length)
            {
                Array.Resize(ref _heap, Math.Max(16, Count * 2));
            }
        }
        catch (OutOfMemoryException)
        {
            return false;
        }

        Count++;
        Volatile.Write(ref _bytes, _bytes + (long)Entry.RangeBytes(_entries.At(id)));
        SiftUp(Count - 1, (until, id));
        return true;
    }

    /// <summary>Removes an entry from any position.</summary>
    internal void Remove(int id)
    {
        int place = _entries.At(id)->Previous;
        Count--;
        Volatile.Write(ref _bytes, _bytes - (long)Entry.RangeBytes(_entries.At(id)));
        if (place == Count)
        {
            return;
        }

        (long Until, int Id) moved = _heap[Count];
        if (place > 0 && moved.Until < _heap[(place - 1) / 2].Until)
        {
            SiftUp(place, moved);
        }
        else
        {
            SiftDown(place, moved);
        }
    }

    private void SiftUp(int place, (long Until, int Id) item)
    {
        while (place > 0 && _heap[(place - 1) / 2].Until > item.Until)
        {
            Set(place, _heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }

        Set(place, item);
    }

    private void SiftDown(int place, (long Until, int Id) item)
    {
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && _heap[child + 1].Until < _heap[child].Until)
            {
                child++;
            }

            if (_heap[child].Until >= item.Until)
            {
                break;
            }

            Set(place, _heap[child]);
            place = child;
        }

        Set(place, item);
    }

    private void Set(int place, (long Until, int Id) item)
    {
        _heap[place] = item;
        _entries.At(item.Id)->Previous = place;
    }
}
