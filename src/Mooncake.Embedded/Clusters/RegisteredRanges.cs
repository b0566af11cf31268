namespace Mooncake.Embedded.Clusters;

/// <summary>The memory ranges that one client has registered, which do not overlap. Thread-safe.</summary>
internal sealed class RegisteredRanges
{
    private readonly Lock _lock = new();
    private readonly List<(nuint Start, nuint Size)> _ranges = [];

    /// <summary>Registers a range.</summary>
    /// <returns>0; -600 if it overlaps a registered one or exceeds the address space.</returns>
    internal int Add(nuint start, nuint size)
    {
        if (size - 1 > nuint.MaxValue - start)
        {
            return (int)StoreErrorCode.InvalidParams;
        }

        lock (_lock)
        {
            int place = PlaceOf(start);
            bool overlapsBefore = place > 0 && start - _ranges[place - 1].Start < _ranges[place - 1].Size;
            bool overlapsAfter = place < _ranges.Count && _ranges[place].Start - start < size;
            if (overlapsBefore || overlapsAfter)
            {
                return (int)StoreErrorCode.InvalidParams;
            }

            _ranges.Insert(place, (start, size));
            return 0;
        }
    }

    /// <summary>Undoes a registration.</summary>
    /// <returns>0; -600 if none starts there.</returns>
    internal int Remove(nuint start)
    {
        lock (_lock)
        {
            int place = PlaceOf(start);
            if (place == _ranges.Count || _ranges[place].Start != start)
            {
                return (int)StoreErrorCode.InvalidParams;
            }

            _ranges.RemoveAt(place);
            return 0;
        }
    }

    /// <summary>The first range that starts at or after an address.</summary>
    private int PlaceOf(nuint start)
    {
        int low = 0;
        int high = _ranges.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_ranges[middle].Start < start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
