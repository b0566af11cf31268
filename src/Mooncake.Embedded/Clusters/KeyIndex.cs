using System.Runtime.InteropServices;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <summary>
/// The keys of a cluster in byte order, for listings. Built by the first listing; a cluster whose keys are never listed has none.
/// </summary>
/// <remarks>
/// <para>
/// A put only records its key in its arena. The next listing adds the recorded keys, so a page costs what was stored since the previous
/// page, and the keys that it lists. Removals are not recorded: a key is looked up before it is listed, and is removed from the order if it
/// has no object. The order is rebuilt if an arena has exceeded its limit for records, or if most of its keys have no object.
/// </para>
/// <para>
/// A key present throughout the listing is never missed: its put recorded it before it returned. If a build does not find it because it got
/// another entry that the build had already passed, it is found in the records afterwards. A key that was found without an object and is
/// stored again is recorded again.
/// </para>
/// </remarks>
internal sealed unsafe class KeyIndex
{
    /// <summary>The bytes of keys that an arena may always record between two listings, and the additional bytes for each object.</summary>
    private const int FewestRecordedBytes = 1 << 20;
    private const int RecordedBytesPerObject = 8;

    /// <summary>
    /// The number of times that a build starts again, each time with twice the space, if more was stored meanwhile than could be recorded.
    /// </summary>
    private const int MostAttempts = 8;

    /// <summary>The number of keys without an object, beyond the number of objects, at which the order is rebuilt.</summary>
    private const int FewestGone = 1 << 12;

    private const int NotFound = (int)StoreErrorCode.ObjectNotFound;

    private readonly Cluster _cluster;
    private readonly Lock _lock = new();
    private KeyOrder? _order;
    private byte[] _records = new byte[1024];
    private byte[] _key = new byte[256];

    /// <summary>Creates an index that is not built.</summary>
    internal KeyIndex(Cluster cluster) => _cluster = cluster;

    /// <summary>The number of times the order was built.</summary>
    internal int Builds { get; private set; }

    /// <summary>Lists keys.</summary>
    /// <returns>The return value of <see cref="Backends.IKeyScanner.ScanKeys"/>; the arguments are valid.</returns>
    internal int Scan(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths)
    {
        lock (_lock)
        {
            try
            {
                Refresh();
                return from.SequenceCompareTo(prefix) < 0
                    ? Copy(_order!.Seek(prefix, isInclusive: true), prefix, keys, lengths)
                    : Copy(_order!.Seek(from, isInclusive), prefix, keys, lengths);
            }
            catch (OutOfMemoryException)
            {
                // The machine's memory is part of what a listing needs. An incomplete result is discarded.
                _order = null;
                return (int)StoreErrorCode.NoAvailableHandle;
            }
        }
    }

    /// <summary>Finds the greatest key that is not above a given one.</summary>
    /// <returns>The return value of <see cref="Backends.IKeyScanner.FloorKey"/>.</returns>
    internal int Floor(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> key)
    {
        lock (_lock)
        {
            try
            {
                Refresh();
                return KeyPrefix.TryBound(prefix, ref at, ref isInclusive) ? CopyFloor(prefix, at, isInclusive, key) : NotFound;
            }
            catch (OutOfMemoryException)
            {
                _order = null;
                return (int)StoreErrorCode.NoAvailableHandle;
            }
        }
    }

    private int CopyFloor(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> key)
    {
        while (_order!.TrySeekLast(at, isInclusive, out KeyOrder.Cursor cursor)
            && _order.TryRead(ref cursor, out ReadOnlySpan<byte> found)
            && found.StartsWith(prefix))
        {
            if (!_cluster.Contains(found))
            {
                _order.RemoveAt(ref cursor);
                continue;
            }

            if (found.Length <= key.Length)
            {
                found.CopyTo(key);
            }

            return found.Length;
        }

        return NotFound;
    }

    private int Copy(KeyOrder.Cursor cursor, ReadOnlySpan<byte> prefix, Span<byte> keys, Span<int> lengths)
    {
        int count = 0;
        while (count < lengths.Length && _order!.TryRead(ref cursor, out ReadOnlySpan<byte> key) && key.StartsWith(prefix))
        {
            if (!_cluster.Contains(key))
            {
                _order.RemoveAt(ref cursor);
                continue;
            }

            if (key.Length > keys.Length)
            {
                if (count == 0)
                {
                    lengths[0] = key.Length;
                    return (int)StoreErrorCode.BufferTooSmall;
                }

                break;
            }

            key.CopyTo(keys);
            keys = keys[key.Length..];
            lengths[count++] = key.Length;
            cursor = cursor.Next;
        }

        return count;
    }

    private void Refresh()
    {
        if (_order is null || !TryAddStored(_order) || _order.IsSparse || _order.Count > FewestGone + (2 * _cluster.CountObjects()))
        {
            Build();
        }
    }

    private bool TryAddStored(KeyOrder order)
    {
        foreach (Arena arena in _cluster.Arenas)
        {
            if (!arena.TryTakeStored(ref _records, out int bytes))
            {
                return false;
            }

            for (ReadOnlySpan<byte> left = _records.AsSpan(0, bytes); !left.IsEmpty;)
            {
                int length = MemoryMarshal.Read<int>(left);
                order.Add(left.Slice(sizeof(int), length));
                left = left[(sizeof(int) + length)..];
            }
        }

        return true;
    }

    private void Build()
    {
        _order = null;
        Builds++;
        long most = FewestRecordedBytes + (_cluster.CountObjects() * RecordedBytesPerObject);
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            // Recording starts before anything is examined: what is stored or gets another entry from now on is added below, or by the next
            // listing.
            foreach (Arena arena in _cluster.Arenas)
            {
                arena.RecordStored((int)Math.Min(most << attempt, Array.MaxLength));
            }

            KeyOrder order = new();
            int limit = _cluster.Entries.Limit;
            for (int id = 1; id < limit; id++)
            {
                Add(order, id);
            }

            if (TryAddStored(order))
            {
                _order = order;
                return;
            }
        }

        // More is stored at a time than can be recorded.
        throw new InsufficientMemoryException();
    }

    private void Add(KeyOrder order, int id)
    {
        int length = _cluster.ReadKey(id, _key);
        while (length > _key.Length)
        {
            _key = new byte[length * 2];
            length = _cluster.ReadKey(id, _key);
        }

        if (length >= 0)
        {
            order.Add(_key.AsSpan(0, length));
        }
    }
}
