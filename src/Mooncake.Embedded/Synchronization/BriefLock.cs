using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Mooncake.Embedded.Synchronization;

/// <summary>
/// A lock for sections of some dozens of nanoseconds: one interlocked operation to take, one store to release. A waiter spins briefly, then
/// yields, then sleeps. Not reentrant. A field of this type must not be readonly.
/// </summary>
/// <remarks>Taking and releasing <see cref="Lock"/> costs three times as much, which was a quarter of a put.</remarks>
internal struct BriefLock
{
    private int _held;

    /// <summary>Takes the lock until the scope is disposed.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Scope Hold()
    {
        Enter();
        return new Scope(ref this);
    }

    /// <summary>Takes the lock if it is free.</summary>
    /// <returns>True if it was taken; <see cref="Exit"/> must follow.</returns>
    internal bool TryEnter() => Interlocked.CompareExchange(ref _held, 1, 0) == 0;

    /// <summary>Takes the lock.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Enter()
    {
        if (Interlocked.CompareExchange(ref _held, 1, 0) != 0)
        {
            Wait();
        }
    }

    /// <summary>Releases the lock.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Exit() => Volatile.Write(ref _held, 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Wait()
    {
        SpinWait spin = default;
        do
        {
            spin.SpinOnce();
        }
        while (Volatile.Read(ref _held) != 0 || Interlocked.CompareExchange(ref _held, 1, 0) != 0);
    }

    /// <summary>The scope in which the lock is held.</summary>
    internal readonly ref struct Scope
    {
        private readonly ref BriefLock _lock;

        /// <summary>Represents a lock that has been taken.</summary>
        internal Scope(ref BriefLock taken) => _lock = ref taken;

        /// <summary>Releases the lock.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose() => _lock.Exit();
    }
}
