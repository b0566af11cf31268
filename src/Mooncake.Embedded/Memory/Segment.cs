using System.Text;
using Mooncake.Embedded.Synchronization;
using Mooncake.Shared;

namespace Mooncake.Embedded.Memory;

/// <summary>The memory that one client lends to its cluster. Safe for concurrent use.</summary>
/// <remarks>
/// A segment whose client leaves takes no more allocations; the call that frees the last range of it frees the memory, whoever that
/// is, so that no reader's or writer's copy can ever outlive it.
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

    /// <summary>Allocates the memory.</summary>
    /// <param name="name">The client's host name, by which puts can prefer the segment.</param>
    /// <param name="place">The segment's place in its cluster.</param>
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

    /// <summary>The segment's place in its cluster.</summary>
    internal ushort Place { get; }

    /// <summary>Bytes that the segment holds in all.</summary>
    internal long CapacityBytes { get; }

    /// <summary>Bytes taken, rounded up to granules, with those that arenas keep for new objects.</summary>
    internal long UsedBytes => Volatile.Read(ref _used);

    /// <summary>True once the client leaves: nothing new may be published here.</summary>
    internal bool IsLeaving => Volatile.Read(ref _leaving);

    /// <summary>True once the memory was freed.</summary>
    internal bool IsGone => Volatile.Read(ref _gone);

    /// <summary>The granules that an object of this size takes.</summary>
    internal nuint GranulesOf(nuint size) => _space.GranulesOf(size);

    /// <summary>The bytes of so many granules.</summary>
    internal nuint BytesOf(nuint granules) => _space.BytesOf(granules);

    /// <summary>Finds room, or answers null.</summary>
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
            Volatile.Write(ref _used, (long)_space.UsedBytes);
            return address;
        }
    }

    /// <summary>Takes a range back.</summary>
    internal void Free(byte* address, nuint size)
    {
        BeginFree();
        FreeOne(address, size);
        EndFree();
    }

    /// <summary>Begins to take several ranges back; <see cref="EndFree"/> has to follow on the same thread. Use <see cref="SegmentFrees"/>.</summary>
    internal void BeginFree() => _lock.Enter();

    /// <summary>Takes one of several ranges back.</summary>
    internal void FreeOne(byte* address, nuint size) => _space.Free(address, size);

    /// <summary>Ends what <see cref="BeginFree"/> began.</summary>
    internal void EndFree()
    {
        Volatile.Write(ref _used, (long)_space.UsedBytes);
        ReleaseIfDone();
        _lock.Exit();
    }

    /// <summary>Takes no more allocations from now on, and frees the memory when the last range is back.</summary>
    internal void Leave()
    {
        using (_lock.Hold())
        {
            Volatile.Write(ref _leaving, true);
            ReleaseIfDone();
        }
    }

    private void ReleaseIfDone()
    {
        if (!_leaving || _gone || _space.UsedBytes != 0)
        {
            return;
        }

        _ledger.Count(-(long)_space.TableBytes);
        _space.FreeTable();
        _ledger.FreeAligned(_memory, _size);
        _memory = null;
        Volatile.Write(ref _gone, true);
    }
}
