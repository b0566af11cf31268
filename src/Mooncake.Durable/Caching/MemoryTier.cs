using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Durable.Engine;
using Mooncake.Embedded;
using Mooncake.Embedded.Clusters;
using Mooncake.Embedded.Index;

namespace Mooncake.Durable.Caching;

/// <summary>
/// Objects of the store that are kept in memory as well: a private embedded cluster with the same keys. Reads take no lock, and need no
/// open database. Safe for concurrent use.
/// </summary>
/// <remarks>
/// The tier holds nothing that the database does not show. An object leaves it before the batch that replaces or removes the object is
/// written, and comes in after its batch, or after a read during which its key did not change (<see cref="ChangeStripe"/>). Leases and the
/// notes of recent reads stay the store's; the tier evicts by itself what was not read lately.
/// </remarks>
internal sealed unsafe partial class MemoryTier : IDisposable
{
    /// <summary>The answer of a read whose object is not in the tier. Objects have at least one byte.</summary>
    internal const long NotHere = 0;

    /// <summary>A lease that was renewed within this share of its duration is not renewed again.</summary>
    private const int LeaseSlackShare = 64;

    private readonly EmbeddedStoreBackend _backend;
    private readonly Cluster _cluster;
    private readonly StoreState _state;
    private readonly ClusterClock _clock;
    private readonly ReadCounts _counts = new();
    private readonly long _leaseSlack;
    private readonly bool _notesReads;

    private MemoryTier(EmbeddedStoreBackend backend, StoreState state, long bytes)
    {
        _backend = backend;
        _cluster = backend.Cluster!;
        _state = state;
        _clock = new ClusterClock(state.TimeProvider);
        _notesReads = state.CapacityBytes != 0;
        _largestObject = (bytes / LargestShare) - CachedHeader.Length;

        // A clock that is late by as much as the slack renews each time.
        TimeSpan lease = state.Options.LeaseDuration;
        long slack = lease == TimeSpan.Zero ? long.MaxValue / 4 : _clock.ToTicks(lease) / LeaseSlackShare;
        _leaseSlack = Math.Max(0, slack - _clock.GrantDelay);
    }

    /// <summary>Reads of an object's bytes that found it here.</summary>
    internal long Hits => _counts.Sum().Hits;

    /// <summary>Reads of an object's bytes that went to the database.</summary>
    internal long Misses => _counts.Sum().Misses;

    /// <summary>The bytes that the objects here take, with headers and rounding.</summary>
    internal long UsedBytes => _backend.GetStatistics().UsedBytes;

    /// <summary>Opens an empty tier.</summary>
    /// <param name="state">What is known of the store in memory.</param>
    /// <param name="bytes">The tier's size, at least <see cref="DurableOptions.SmallestCache"/>.</param>
    /// <returns>The tier; null if there is no memory for it.</returns>
    internal static MemoryTier? TryOpen(StoreState state, long bytes)
    {
        EmbeddedStoreBackend backend = new(new EmbeddedOptions { LeaseDuration = TimeSpan.Zero }, state.TimeProvider);
        if (backend.Setup(new StoreSetup { SegmentBytes = (ulong)bytes }) == 0)
        {
            return new MemoryTier(backend, state, bytes);
        }

        backend.Dispose();
        return null;
    }

    /// <summary>Copies an object out and renews its lease.</summary>
    /// <returns>Its size; -600 if it is larger than the room; or <see cref="NotHere"/>.</returns>
    internal long Get(byte* key, int length, void* buffer, nuint room)
    {
        CachedHeader* found = Find(key, length, out HazardSlot* slot, out nuint size);
        if (found == null)
        {
            return NotHere;
        }

        _counts.Hit(slot);
        Renew(found);
        long answer = (int)StoreErrorCode.InvalidParams;
        if (size <= room)
        {
            Buffer.MemoryCopy(found + 1, buffer, room, size);
            answer = (long)size;
        }

        HazardSlot.ExitView(slot);
        return answer;
    }

    /// <summary>Copies an object out, with its version and expiry, and without a lease.</summary>
    /// <returns>Its size, which may exceed the capacity; or <see cref="NotHere"/>.</returns>
    internal long GetVersioned(byte* key, int length, void* buffer, nuint capacity, out ObjectInfo info)
    {
        CachedHeader* found = Find(key, length, out HazardSlot* slot, out nuint size);
        if (found == null)
        {
            info = default;
            return NotHere;
        }

        info = new ObjectInfo(found->Sequence, found->ExpiresAt);
        if (buffer != null)
        {
            _counts.Hit(slot);
            if (_notesReads)
            {
                _state.RecentReads.Note(found->Sequence);
            }

            if (size <= capacity)
            {
                Buffer.MemoryCopy(found + 1, buffer, capacity, size);
            }
        }

        HazardSlot.ExitView(slot);
        return (long)size;
    }

    /// <summary>The size of an object, whose lease is renewed.</summary>
    /// <returns>Its size, or <see cref="NotHere"/>.</returns>
    internal long SizeOf(byte* key, int length)
    {
        CachedHeader* found = Find(key, length, out HazardSlot* slot, out nuint size);
        if (found == null)
        {
            return NotHere;
        }

        Renew(found);
        HazardSlot.ExitView(slot);
        return (long)size;
    }

    /// <summary>Finds an object, keeps its bytes readable, and renews its lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="slot">What protects the bytes until <see cref="HazardSlot.ExitView"/>; null if there is no object.</param>
    /// <param name="bytes">The object's first byte.</param>
    /// <returns>Its size, or <see cref="NotHere"/>.</returns>
    internal long View(byte* key, int length, out HazardSlot* slot, out byte* bytes)
    {
        CachedHeader* found = Find(key, length, out slot, out nuint size);
        bytes = (byte*)(found + 1);
        if (found == null)
        {
            bytes = null;
            return NotHere;
        }

        _counts.Hit(slot);
        Renew(found);
        return (long)size;
    }

    /// <summary>Counts a read of bytes that goes to the database.</summary>
    internal void CountMiss() => _counts.Miss(HazardSlot.Current);

    /// <summary>Frees the tier's memory. Waits for reads under way; later ones find nothing.</summary>
    public void Dispose() => _backend.Dispose();

    /// <summary>Finds an object that has not expired.</summary>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="slot">What protects the object until <see cref="HazardSlot.ExitView"/>; null if there is none.</param>
    /// <param name="size">The object's size.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CachedHeader* Find(byte* key, int length, out HazardSlot* slot, out nuint size)
    {
        long answer = _cluster.View(key, length, Lease.None, out slot, out byte* bytes);
        size = (nuint)answer - CachedHeader.Length;
        CachedHeader* found = (CachedHeader*)bytes;
        if (slot == null || found->ExpiresAt == 0 || found->ExpiresAt > _state.UtcNow)
        {
            return found;
        }

        // It has expired; the database says what is there now.
        HazardSlot.ExitView(slot);
        slot = null;
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Renew(CachedHeader* found)
    {
        long now = _clock.NowForGrant;
        if (now >= Volatile.Read(ref found->RenewAt))
        {
            _state.Read(found->Sequence);
            Volatile.Write(ref found->RenewAt, now + _leaseSlack);
        }
        else if (_notesReads)
        {
            _state.RecentReads.Note(found->Sequence);
        }
    }
}
