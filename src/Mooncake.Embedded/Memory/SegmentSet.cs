namespace Mooncake.Embedded.Memory;

/// <summary>The segments of one cluster. Reads take no lock.</summary>
internal sealed class SegmentSet
{
    /// <summary>The maximum number of segments that an entry can refer to.</summary>
    internal const int MaxSegments = ushort.MaxValue + 1;

    private readonly Lock _lock = new();
    private Segment?[] _places = [];
    private Segment[] _mounted = [];
    private long _capacity;
    private long _forgottenRanges;

    /// <summary>The segments that accept new objects.</summary>
    internal Segment[] Mounted => Volatile.Read(ref _mounted);

    /// <summary>Total size of the mounted segments in bytes.</summary>
    internal long CapacityBytes => Volatile.Read(ref _capacity);

    /// <summary>Bytes in use in the mounted segments, including those that arenas keep for new objects.</summary>
    internal long UsedBytes
    {
        get
        {
            long used = 0;
            foreach (Segment segment in Mounted)
            {
                used += segment.UsedBytes;
            }

            return used;
        }
    }

    /// <summary>
    /// Number of ranges that all segments so far allocated for new objects and did not get back unused; see
    /// <see cref="Segment.UnpublishedRanges"/>.
    /// </summary>
    internal long UnpublishedRanges
    {
        get
        {
            lock (_lock)
            {
                long ranges = _forgottenRanges;
                foreach (Segment? segment in _places)
                {
                    ranges += segment?.UnpublishedRanges ?? 0;
                }

                return ranges;
            }
        }
    }

    /// <summary>The segment at an index that has one, mounted or leaving.</summary>
    internal Segment At(ushort place) => Volatile.Read(ref _places)[place]!;

    /// <summary>Mounts a new segment, created for a free index; null if there is none.</summary>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    internal Segment? Mount(string name, nuint size, NativeLedger ledger)
    {
        lock (_lock)
        {
            int place = Array.IndexOf(_places, null);
            place = place >= 0 ? place : _places.Length;
            if (place >= MaxSegments)
            {
                return null;
            }

            Segment segment = new(name, (ushort)place, size, ledger);
            Segment?[] places = new Segment?[Math.Max(_places.Length, place + 1)];
            _places.CopyTo(places, 0);
            places[place] = segment;
            Volatile.Write(ref _places, places);
            Volatile.Write(ref _mounted, [.. _mounted, segment]);
            Volatile.Write(ref _capacity, _capacity + segment.CapacityBytes);
            return segment;
        }
    }

    /// <summary>Makes a segment accept no more objects; it keeps its index.</summary>
    internal void Unmount(Segment segment)
    {
        lock (_lock)
        {
            Volatile.Write(ref _mounted, Array.FindAll(_mounted, other => other != segment));
            Volatile.Write(ref _capacity, _capacity - segment.CapacityBytes);
        }

        segment.Leave();
    }

    /// <summary>Makes the index of a segment whose memory is freed available.</summary>
    internal void Forget(Segment segment)
    {
        lock (_lock)
        {
            Segment?[] places = [.. _places];
            places[segment.Place] = null;
            _forgottenRanges += segment.UnpublishedRanges;
            Volatile.Write(ref _places, places);
        }
    }
}
