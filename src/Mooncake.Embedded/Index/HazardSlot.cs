using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Embedded.Index;

/// <summary>
/// The hazard pointers of one thread: the hash of the key whose object it is copying, and the hash of the key whose object it is reading in
/// place, or nothing. As long as a hash is set, no object with that hash is reclaimed.
/// </summary>
/// <remarks>
/// <para>
/// A reader writes the hash, looks the key up, copies, and clears the hash: plain stores to its own cache line, without an interlocked
/// operation. The thread that reclaims memory does the expensive part. It removes the object from the index, makes all stores of all
/// threads visible with <see cref="Interlocked.MemoryBarrierProcessWide"/>, and then reads all slots. A reader whose hash was written too
/// late to be seen has looked its key up after that barrier, and did not find the object.
/// </para>
/// <para>The slots belong to the process, not to a cluster: equal hashes in two clusters only delay each other.</para>
/// <para>
/// A slot is native memory, two separate cache lines, and is never freed: when a thread ends, the next thread that begins to read gets its
/// slot. A thread therefore finds its slot with one load, and a scan never accesses freed memory.
/// </para>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal unsafe struct HazardSlot
{
    private const int Bytes = 128;

    private static readonly Lock Gate = new();
    private static readonly Stack<nint> Unowned = [];
    private static nint[] _all = [];

    [ThreadStatic]
    private static HazardSlot* _current;

    [ThreadStatic]
    private static Owner? _owner;

    [FieldOffset(0)]
    private ulong _hash;

    [FieldOffset(8)]
    private ulong _viewed;

    [FieldOffset(16)]
    private bool _wasUsed;

    [FieldOffset(17)]
    private bool _isLent;

    [FieldOffset(20)]
    private int _number;

    /// <summary>The hazard slot of this thread.</summary>
    internal static HazardSlot* Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            HazardSlot* slot = _current;
            return slot != null ? slot : Register();
        }
    }

    /// <summary>The index of the hazard slot, from 0. Two threads that read at the same time never have the same.</summary>
    internal readonly int Number => _number;

    /// <summary>Starts to copy objects with this hash. Must not be nested.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Enter(ulong hash)
    {
        _wasUsed = true;
        Volatile.Write(ref _hash, Normalize(hash));
    }

    /// <summary>Ends the reading: nothing that was found is accessed any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Exit() => Volatile.Write(ref _hash, 0);

    /// <summary>
    /// Starts to read objects with this hash in place. The thread may copy other objects meanwhile, and view further ones.
    /// </summary>
    /// <returns>The hazard slot, for <see cref="ExitView"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static HazardSlot* EnterView(ulong hash)
    {
        HazardSlot* slot = Current;
        if (slot->_viewed != 0)
        {
            slot = Lend();
        }

        slot->_wasUsed = true;
        Volatile.Write(ref slot->_viewed, Normalize(hash));
        return slot;
    }

    /// <summary>Ends what <see cref="EnterView"/> started, on the same thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ExitView(HazardSlot* slot)
    {
        Volatile.Write(ref slot->_viewed, 0);
        if (slot->_isLent)
        {
            TakeBack(slot);
        }
    }

    /// <summary>Lists what all threads are reading, after a barrier that makes all their stores visible.</summary>
    /// <param name="hazards">Receives the result; replaced by a larger array if needed.</param>
    /// <returns>The number of hashes written, in the form of <see cref="Normalize"/>.</returns>
    internal static int CollectAll(ref ulong[] hazards)
    {
        Interlocked.MemoryBarrierProcessWide();
        nint[] all = Volatile.Read(ref _all);
        if (hazards.Length < all.Length * 2)
        {
            hazards = new ulong[all.Length * 4];
        }

        int count = 0;
        foreach (nint place in all)
        {
            HazardSlot* slot = (HazardSlot*)place;
            ulong hash = Volatile.Read(ref slot->_hash);
            if (hash != 0)
            {
                hazards[count++] = hash;
            }

            hash = Volatile.Read(ref slot->_viewed);
            if (hash != 0)
            {
                hazards[count++] = hash;
            }
        }

        return count;
    }

    /// <summary>True if any thread has read since the last call; one caller only.</summary>
    internal static bool AnyWasUsed()
    {
        bool any = false;
        foreach (nint place in Volatile.Read(ref _all))
        {
            HazardSlot* slot = (HazardSlot*)place;
            any |= slot->_wasUsed;
            slot->_wasUsed = false;
        }

        return any;
    }

    /// <summary>The form of a hash in hazard slots: never 0, which means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Normalize(ulong hash) => hash | 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static HazardSlot* Register()
    {
        lock (Gate)
        {
            nint slot = TakeUnowned();
            _owner = new Owner(slot);
            _current = (HazardSlot*)slot;
            return _current;
        }
    }

    /// <summary>Gives a thread that already views one object a hazard slot for another.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static HazardSlot* Lend()
    {
        lock (Gate)
        {
            HazardSlot* slot = (HazardSlot*)TakeUnowned();
            slot->_isLent = true;
            return slot;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TakeBack(HazardSlot* slot)
    {
        lock (Gate)
        {
            slot->_isLent = false;
            Unowned.Push((nint)slot);
        }
    }

    private static nint TakeUnowned()
    {
        if (!Unowned.TryPop(out nint slot))
        {
            slot = (nint)NativeMemory.AlignedAlloc(Bytes, Bytes);
            NativeMemory.Clear((void*)slot, Bytes);
            ((HazardSlot*)slot)->_number = _all.Length;
            Volatile.Write(ref _all, [.. _all, slot]);
        }

        return slot;
    }

    /// <summary>Makes the hazard slot of a thread that has ended available to another.</summary>
    private sealed class Owner(nint slot)
    {
        /// <summary>Runs when the thread, which had the only reference to this object, has ended.</summary>
        ~Owner()
        {
            lock (Gate)
            {
                Unowned.Push(slot);
            }
        }
    }
}
