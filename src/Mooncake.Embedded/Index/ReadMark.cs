using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Embedded.Index;

/// <summary>
/// What one thread is reading now: the hashes of the key that it copies an object of, and of the one that it looks at in place, or
/// nothing. As long as they stand, nothing that has such a hash is reused.
/// </summary>
/// <remarks>
/// <para>
/// A reader writes its mark, looks the key up, copies, and wipes the mark: plain stores to a cache line of its own, no interlocked
/// operation, nothing that another reader could wait for. Whoever takes memory back pays instead: it takes the object out of the
/// index, lets <see cref="Interlocked.MemoryBarrierProcessWide"/> bring all threads' stores to light, and looks at all marks. A
/// reader whose mark came too late to be seen has looked the key up behind that barrier, and found the object gone.
/// </para>
/// <para>The marks belong to the process, not to a cluster: equal hashes of two clusters only delay each other.</para>
/// <para>
/// A mark is native memory, two cache lines of its own, that is never freed: the mark of a thread that has ended goes to the next one that begins
/// to read. So a thread finds its mark by one load, and whoever looks at all marks needs nothing that could go away.
/// </para>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal unsafe struct ReadMark
{
    private const int Bytes = 128;

    private static readonly Lock Gate = new();
    private static readonly Stack<nint> Unowned = [];
    private static nint[] _all = [];

    [ThreadStatic]
    private static ReadMark* _current;

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

    /// <summary>The mark of this thread.</summary>
    internal static ReadMark* Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ReadMark* mark = _current;
            return mark != null ? mark : Register();
        }
    }

    /// <summary>The mark's number among all, from 0 on. Of two threads that read at a time, no two have the same.</summary>
    internal readonly int Number => _number;

    /// <summary>Begins to copy what has this hash. Not to be nested.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Enter(ulong hash)
    {
        _wasUsed = true;
        Volatile.Write(ref _hash, Normalize(hash));
    }

    /// <summary>Ends the reading: nothing that was found is touched any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Exit() => Volatile.Write(ref _hash, 0);

    /// <summary>Begins to look at what has this hash in its place. The thread may copy other objects meanwhile, and look at further ones.</summary>
    /// <returns>The mark that says so, for <see cref="ExitView"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReadMark* EnterView(ulong hash)
    {
        ReadMark* mark = Current;
        if (mark->_viewed != 0)
        {
            mark = Lend();
        }

        mark->_wasUsed = true;
        Volatile.Write(ref mark->_viewed, Normalize(hash));
        return mark;
    }

    /// <summary>Ends what <see cref="EnterView"/> began, on the same thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ExitView(ReadMark* mark)
    {
        Volatile.Write(ref mark->_viewed, 0);
        if (mark->_isLent)
        {
            TakeBack(mark);
        }
    }

    /// <summary>Lists what all threads are reading, as it stands after a barrier that no store of theirs escapes.</summary>
    /// <param name="marks">Holds the result; exchanged for a larger array where needed.</param>
    /// <returns>How many hashes were written, as <see cref="Normalize"/> gives them.</returns>
    internal static int CollectAll(ref ulong[] marks)
    {
        Interlocked.MemoryBarrierProcessWide();
        nint[] all = Volatile.Read(ref _all);
        if (marks.Length < all.Length * 2)
        {
            marks = new ulong[all.Length * 4];
        }

        int count = 0;
        foreach (nint place in all)
        {
            ReadMark* mark = (ReadMark*)place;
            ulong hash = Volatile.Read(ref mark->_hash);
            if (hash != 0)
            {
                marks[count++] = hash;
            }

            hash = Volatile.Read(ref mark->_viewed);
            if (hash != 0)
            {
                marks[count++] = hash;
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
            ReadMark* mark = (ReadMark*)place;
            any |= mark->_wasUsed;
            mark->_wasUsed = false;
        }

        return any;
    }

    /// <summary>A hash as marks have it: never 0, which means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Normalize(ulong hash) => hash | 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadMark* Register()
    {
        lock (Gate)
        {
            nint mark = TakeUnowned();
            _owner = new Owner(mark);
            _current = (ReadMark*)mark;
            return _current;
        }
    }

    /// <summary>Gives a thread that looks at one object already a mark for another.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadMark* Lend()
    {
        lock (Gate)
        {
            ReadMark* mark = (ReadMark*)TakeUnowned();
            mark->_isLent = true;
            return mark;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TakeBack(ReadMark* mark)
    {
        lock (Gate)
        {
            mark->_isLent = false;
            Unowned.Push((nint)mark);
        }
    }

    private static nint TakeUnowned()
    {
        if (!Unowned.TryPop(out nint mark))
        {
            mark = (nint)NativeMemory.AlignedAlloc(Bytes, Bytes);
            NativeMemory.Clear((void*)mark, Bytes);
            ((ReadMark*)mark)->_number = _all.Length;
            Volatile.Write(ref _all, [.. _all, mark]);
        }

        return mark;
    }

    /// <summary>Gives the mark of a thread that has ended to another.</summary>
    private sealed class Owner(nint mark)
    {
        /// <summary>Runs when the thread, the only one that knows this object, is gone.</summary>
        ~Owner()
        {
            lock (Gate)
            {
                Unowned.Push(mark);
            }
        }
    }
}
