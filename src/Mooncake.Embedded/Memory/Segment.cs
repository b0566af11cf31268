using System.Text;
using Mooncake.Embedded.Synchronization;
using Mooncake.Shared;

namespace Mooncake.Embedded.Memory;

/// <summary>The memory that one client lends to its cluster. Thread-safe.</summary>
/// <remarks>
/// A segment whose client leaves accepts no more allocations; the call that frees its last range frees the memory, so no copy by a reader
/// or writer can outlive it. The segment of a cluster's last client is freed in one step (<see cref="Release"/>).
/// </remarks>
internal sealed unsafe class Segment
{
    private const nuint PageSize = 4096;

    private BriefLock _lock;
    private readonly NativeLedger _ledger;
    private readonly SpaceAllocator _space;
    private readonly nuint _size;
    private byte* _memory;
    private bool _leaving;
    private bool _gone;
    private long _used;
    private long _unpublished;

    /// <summary>Allocates the memory.</summary>
    /// <param name="name">The client's host name, by which puts can prefer the segment.</param>
    /// <param name="place">The segment's index in its cluster.</param>
    /// <param name="size">Bytes.</param>
    /// <param name="ledger">Counts the memory.</param>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    internal Segment(string name, ushort place, nuint size, NativeLedger ledger)
    {
        Name = Encoding.UTF8.GetBytes(name);
        Place = place;
        _size = size;
        _ledger = ledger;
        bool isLarge = size >= HugePages.Bytes;
        _memory = ledger.AllocateAligned(size, isLarge ? HugePages.Bytes : PageSize);
        if (isLarge)
        {
            _ = HugePages.Advise(_memory, size);
        }

        try
        {
            _space = new SpaceAllocator(_memory, size);
        }
        catch (OutOfMemoryException)
        {
            ledger.FreeAligned(_memory, size);
            throw;
        }

        ledger.Count((long)_space.TableBytes);
        CapacityBytes = (long)_space.CapacityBytes;
    }

    /// <summary>The segment's name as UTF-8, without NUL.</summary>
    internal byte[] Name { get; }

    /// <summary>The segment's index in its cluster.</summary>
    internal ushort Place { get; }

    /// <summary>Total size of the segment in bytes.</summary>
    internal long CapacityBytes { get; }

    /// <summary>Bytes in use, rounded up to granules, including those that arenas keep for new objects.</summary>
    internal long UsedBytes => Volatile.Read(ref _used);

    /// <summary>Number of ranges from <see cref="TryAllocate"/>, less those returned by <see cref="Revoke"/>.</summary>
    internal long UnpublishedRanges => Volatile.Read(ref _unpublished);

    /// <summary>True once the client leaves: nothing new may be published here.</summary>
    internal bool IsLeaving => Volatile.Read(ref _leaving);

    /// <summary>True once the memory was freed.</summary>
    internal bool IsGone => Volatile.Read(ref _gone);

    /// <summary>The number of granules for an object of this size.</summary>
    internal nuint GranulesOf(nuint size) => _space.GranulesOf(size);

    /// <summary>The bytes of a number of granules.</summary>
    internal nuint BytesOf(nuint granules) => _space.BytesOf(granules);

    /// <summary>Allocates a range, or returns null.</summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="thorough">See <see cref="SpaceAllocator.TryAllocate"/>.</param>
    internal byte* TryAllocate(nuint size, bool thorough)
    {
        using (_lock.Hold())
        {
            if (_leaving)
            {
                return null;
            }

            byte* address = _space.TryAllocate(size, thorough);
            if (address != null)
            {
                Volatile.Write(ref _unpublished, _unpublished + 1);
                Volatile.Write(ref _used, (long)_space.UsedBytes);
            }

            return address;
        }
    }

    /// <summary>Returns a range that no object has used.</summary>
    internal void Revoke(byte* address, nuint size)
    {
        BeginFree();
        FreeOne(address, size);
        Volatile.Write(ref _unpublished, _unpublished - 1);
        EndFree();
    }

    /// <summary>Returns the range of an object.</summary>
    internal void Free(byte* address, nuint size)
    {
        BeginFree();
        FreeOne(address, size);
        EndFree();
    }

    /// <summary>
    /// Begins to return several ranges; <see cref="EndFree"/> must follow on the same thread. Use <see cref="SegmentFrees"/>.
    /// </summary>
    internal void BeginFree() => _lock.Enter();

    /// <summary>Returns one of several ranges. If the whole memory has been freed, does nothing.</summary>
    internal void FreeOne(byte* address, nuint size)
    {
        if (!_gone)
        {
            _space.Free(address, size);
        }
    }

    /// <summary>Ends what <see cref="BeginFree"/> began.</summary>
    internal void EndFree()
    {
        if (!_gone)
        {
            Volatile.Write(ref _used, (long)_space.UsedBytes);
            ReleaseIfDone();
        }

        _lock.Exit();
    }

    /// <summary>Accepts no more allocations from now on, and frees the memory when the last range has been returned.</summary>
    internal void Leave()
    {
        using (_lock.Hold())
        {
            Volatile.Write(ref _leaving, true);
            ReleaseIfDone();
        }
    }

    /// <summary>Frees the memory regardless of its content: the cluster ends, and no thread reads or writes it any more.</summary>
    internal void Release()
    {
        using (_lock.Hold())
        {
            FreeMemory();
        }
    }

    private void ReleaseIfDone()
    {
        if (_leaving && _space.UsedBytes == 0)
        {
            FreeMemory();
        }
    }

    private void FreeMemory()
    {
        if (_gone)
        {
            return;
        }

        _ledger.Count(-(long)_space.TableBytes);
        _space.FreeTable();
        _ledger.FreeAligned(_memory, _size);
        _memory = null;
        Volatile.Write(ref _used, 0);
        Volatile.Write(ref _gone, true);
    }
}
