using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Eviction;

/// <summary>
/// The evictable entries of one arena, in lists by the epoch of their last known use: linking, unlinking and finding the oldest take
/// constant time. Requires the arena's lock.
/// </summary>
/// <remarks>
/// A read only stamps its entry. The entry moves when eviction reaches it: the thread that finds the oldest entry with a younger stamp
/// relinks it at its true age. That is LRU order to within an epoch, with one move per turn instead of one per read. Links beyond the
/// ring's span are joined with the oldest list. A list is a ring through a sentinel whose id is negative; next means younger.
/// </remarks>
internal sealed unsafe class AgeLists
{
    private const int Lists = 128;

    private readonly EntryTable _entries;
    private readonly (int Oldest, int Youngest)[] _lists = new (int, int)[Lists];
    private long _first;
    private long _last;

    /// <summary>Creates empty lists over the entries of a cluster.</summary>
    internal AgeLists(EntryTable entries)
    {
        _entries = entries;
        for (int i = 0; i < Lists; i++)
        {
            _lists[i] = (~i, ~i);
        }
    }

    /// <summary>Number of entries in the lists.</summary>
    internal int Count { get; private set; }

    /// <summary>The epoch of the oldest entry's list; <see cref="long.MaxValue"/> if there is none.</summary>
    internal long OldestEpoch
    {
        get
        {
            if (Count == 0)
            {
                return long.MaxValue;
            }

            SkipEmpty();
            return _first;
        }
    }

    /// <summary>The oldest entry, or 0.</summary>
    internal int Oldest
    {
        get
        {
            if (Count == 0)
            {
                return 0;
            }

            SkipEmpty();
            return _lists[IndexOf(_first)].Oldest;
        }
    }

    /// <summary>Links an entry as the youngest of its epoch, or as the oldest of all if its epoch has passed out of the lists.</summary>
    internal void Link(int id, long epoch)
    {
        if (Count == 0)
        {
            _first = _last = epoch;
        }
        else if (epoch > _last)
        {
            Extend(epoch);
        }

        Count++;
        if (epoch < _first)
        {
            int sentinel = ~IndexOf(_first);
            Insert(id, older: sentinel, younger: _lists[~sentinel].Oldest);
        }
        else
        {
            int sentinel = ~IndexOf(epoch);
            Insert(id, older: _lists[~sentinel].Youngest, younger: sentinel);
        }
    }

    /// <summary>Unlinks an entry.</summary>
    internal void Unlink(int id)
    {
        Entry* entry = _entries.At(id);
        SetYounger(entry->Previous, entry->Next);
        SetOlder(entry->Next, entry->Previous);
        Count--;
    }

    private static int IndexOf(long epoch) => (int)(epoch & (Lists - 1));

    private void SkipEmpty()
    {
        while (_lists[IndexOf(_first)].Oldest < 0)
        {
            _first++;
        }
    }

    private void Insert(int id, int older, int younger)
    {
        Entry* entry = _entries.At(id);
        entry->Previous = older;
        entry->Next = younger;
        SetYounger(older, id);
        SetOlder(younger, id);
    }

    private void Extend(long epoch)
    {
        // Lists for which the ring has no slot any more are joined with the next younger one, at its old end.
        while (epoch - _first >= Lists)
        {
            int index = IndexOf(_first);
            if (_lists[index].Oldest < 0)
            {
                if (_first == _last)
                {
                    _first = epoch;
                    break;
                }

                _first++;
                continue;
            }

            if (_first == _last)
            {
                // Only one list is left: it becomes the one at the end of the new span.
                Join(index, IndexOf(epoch - Lists + 1));
                _first = epoch - Lists + 1;
                break;
            }

            Join(index, IndexOf(_first + 1));
            _first++;
        }

        _last = epoch;
    }

    private void Join(int from, int to)
    {
        if (from == to)
        {
            return;
        }

        (int oldest, int youngest) = _lists[from];
        _lists[from] = (~from, ~from);
        int next = _lists[to].Oldest;
        SetYounger(youngest, next);
        SetOlder(next, youngest);
        SetYounger(~to, oldest);
        SetOlder(oldest, ~to);
    }

    private void SetYounger(int id, int younger)
    {
        if (id < 0)
        {
            _lists[~id].Oldest = younger;
        }
        else
        {
            _entries.At(id)->Next = younger;
        }
    }

    private void SetOlder(int id, int older)
    {
        if (id < 0)
        {
            _lists[~id].Youngest = older;
        }
        else
        {
            _entries.At(id)->Previous = older;
        }
    }
}
