using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <summary>The keys of a cluster in byte order, for listings. Built by the first listing; a cluster whose keys nobody lists has none.</summary>
/// <remarks>
/// <para>
/// A put only records its entry in its arena. The next listing adds the keys of recorded entries, so that a page costs what was stored since the
/// page before, and the keys that it lists. Removals are not recorded: a key is looked up before it is listed, and leaves the order where its object
/// is gone. The order is built anew if an arena has recorded more than it may, or if most of its keys are gone.
/// </para>
/// <para>
/// No key is missed that is there all the time: its put has recorded the entry before it returned, and a key that was found gone and is stored
/// again is recorded again.
/// </para>
/// </remarks>
internal sealed unsafe class KeyIndex
{
    /// <summary>So many objects an arena may always record between two listings, and in a large cluster an eighth of all.</summary>
    private const int FewestRecorded = 1 << 14;
    private const int RecordedShare = 8;

    /// <summary>So many keys may be gone before the order is built anew, beside as many as there are objects.</summary>
    private const int FewestGone = 1 << 12;

    private readonly Cluster _cluster;
    private readonly Lock _lock = new();
    private readonly List<int> _stored = [];
    private KeyOrder? _order;
    private byte[] _key = new byte[256];

    /// <summary>An index that is not built yet.</summary>
    internal KeyIndex(Cluster cluster) => _cluster = cluster;

    /// <summary>Times that the order was built.</summary>
    internal int Builds { get; private set; }

    /// <summary>Lists keys.</summary>
    /// <returns>What <see cref="Backends.IKeyScanner.ScanKeys"/> answers; the arguments are valid.</returns>
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
                // The machine's memory is part of what a listing needs. What is half done is thrown away.
                _order = null;
                return (int)StoreErrorCode.NoAvailableHandle;
            }
        }
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
        bool isComplete = true;
        _stored.Clear();
        foreach (Arena arena in _cluster.Arenas)
        {
            isComplete &= arena.TryTakeStored(_stored);
        }

        if (isComplete)
        {
            foreach (int id in _stored)
            {
                Add(order, id);
            }
        }

        return isComplete;
    }

    private void Build()
    {
        _order = null;
        Builds++;

        // Recorded before anything is looked at: what is stored or moves from now on is added by the next listing, or by this one.
        int most = (int)Math.Min(int.MaxValue, FewestRecorded + (_cluster.CountObjects() / RecordedShare));
        foreach (Arena arena in _cluster.Arenas)
        {
            arena.RecordStored(most);
        }

        KeyOrder order = new();
        int limit = _cluster.Entries.Limit;
        for (int id = 1; id < limit; id++)
        {
            Add(order, id);
        }

        _order = order;
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
