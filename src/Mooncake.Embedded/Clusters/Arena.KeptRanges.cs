using System.Diagnostics.CodeAnalysis;
using Mooncake.Embedded.Eviction;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Small ranges that the arena keeps for its next objects.</content>
internal sealed unsafe partial class Arena
{
    private KeptRanges?[] _kept = [];
    private long _keptBytes;
    private long _keptTold;

    /// <summary>
    /// Bytes of segments that the arena keeps for new objects; may be read without the lock, and may be slightly outdated.
    /// </summary>
    internal long KeptBytes => Volatile.Read(ref _keptBytes);

    /// <summary>Takes a range that the arena has kept, or returns null.</summary>
    internal byte* TryTakeRange(Segment segment, nuint size)
    {
        if (KeptBytes == 0)
        {
            return null;
        }

        using (_lock.Hold())
        {
            KeptRanges? kept = segment.Place < _kept.Length ? _kept[segment.Place] : null;
            if (kept?.Segment != segment)
            {
                return null;
            }

            long before = kept.Bytes;
            byte* address = kept.TryTake(size);
            if (address != null)
            {
                _cluster.Work.CountKeptRange(_number);
                CountKept(kept.Bytes - before);
            }

            return address;
        }
    }

    /// <summary>Keeps a range for later objects, unless enough are kept; <see cref="TellKept"/> must follow.</summary>
    private bool TryKeepRange(Segment segment, byte* address, nuint size)
    {
        KeptRanges? kept = segment.Place < _kept.Length ? _kept[segment.Place] : null;
        if (kept?.Segment != segment && !TryBeginToKeep(segment, out kept))
        {
            return false;
        }

        long before = kept.Bytes;
        bool isKept = kept.TryKeep(address, size);
        _keptBytes += kept.Bytes - before;
        return isKept;
    }

    private bool TryBeginToKeep(Segment segment, [NotNullWhen(true)] out KeptRanges? kept)
    {
        try
        {
            if (segment.Place >= _kept.Length)
            {
                Array.Resize(ref _kept, segment.Place + 1);
            }

            // If the index had another segment, that one no longer exists: nothing of it is kept.
            kept = _kept[segment.Place] = new KeptRanges(segment, _cluster.ArenaCount);
            return true;
        }
        catch (OutOfMemoryException)
        {
            // Then the range is returned to its segment.
            kept = null;
            return false;
        }
    }

    private void GiveBackRanges()
    {
        SegmentFrees frees = default;
        foreach (KeptRanges? kept in _kept)
        {
            kept?.GiveBack(ref frees);
        }

        frees.Dispose();
        CountKept(-_keptBytes);
    }

    private void CountKept(long bytes)
    {
        Volatile.Write(ref _keptBytes, _keptBytes + bytes);
        TellKept();
    }

    private void TellKept()
    {
        if (Math.Abs(_keptBytes - _keptTold) >= KeptShares.Step || _keptBytes == 0)
        {
            _keptTold = _keptBytes;
            _cluster.TellKept(_number, _keptTold);
        }
    }
}
