using System.Diagnostics.CodeAnalysis;
using Mooncake.Backends;

namespace Mooncake.Buffers;

/// <summary>
/// Rents registered memory: slabs that are registered with the backend once and divided into size classes, and buffers with their own
/// registration for requests too large for a slab. Safe to use from many threads at once.
/// </summary>
/// <remarks>
/// <para>
/// The fast path of a rental is one try-lock, a stack pop and a generation check: no allocation, no lock. What the processor's stripe
/// cannot serve uses the gate, a lock under which no native call, no continuation and no callback ever runs.
/// </para>
/// <para>
/// Registering is a native call. If a round trip is free, the thread that needs the memory makes the call; otherwise a thread of the pool
/// makes it, which exists while there is something to register or unregister, so no caller is ever blocked by a call that may not return.
/// </para>
/// </remarks>
internal sealed partial class RegisteredBufferPool
{
    private readonly StoreBackend _backend;
    private readonly BufferPoolOptions _options;
    private readonly TimeProvider _time;
    private readonly bool _poison;
    private readonly bool _registersInline;
    private readonly Lock _gate = new();
    private readonly SlabHeap _heap;
    private readonly DedicatedBuffers _dedicated;

    /// <summary>Creates a pool without registrations.</summary>
    /// <param name="backend">
    /// The backend with which memory is registered. It outlives the pool, or ends the registrations when it closes.
    /// </param>
    /// <param name="options">How the pool grows.</param>
    /// <param name="time">The clock of the deadlines.</param>
    /// <param name="schedule">
    /// Called with the timestamp of the next deadline whenever it changes (<see cref="long.MaxValue"/> for none); the owner then calls
    /// <see cref="ExpireWaiters"/> at that time.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    internal RegisteredBufferPool(StoreBackend backend, BufferPoolOptions options, TimeProvider time, Action<long> schedule)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _backend = backend;
        _options = options.Validate();
        _time = time;
        _schedule = schedule;
        _poison = _options.Poison;
        _registersInline = backend.Traits.RoundTripIsFree;
        _heap = new SlabHeap(_options.SlabBytes);
        _dedicated = new DedicatedBuffers(_options);
        _stripes = CreateStripes();
    }

    /// <summary>Rents a buffer if one is available without waiting.</summary>
    /// <remarks>
    /// Calls the backend only if a round trip is free. Otherwise, if the pool must grow, this returns false, and <see cref="RentAsync"/>
    /// makes it grow. Never overtakes a waiting caller.
    /// </remarks>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="tag">The holder and the purpose.</param>
    /// <param name="buffer">The buffer, its bytes undefined.</param>
    /// <param name="error">
    /// Null if there is a buffer, and also if there is none but waiting can help; otherwise why there never will be one: the pool is
    /// closed, the request exceeds the limit, or the backend refuses to register memory and no rented buffer could be returned.
    /// </param>
    /// <returns>True if there is a buffer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    internal bool TryRent(nint size, RentalTag tag, out RentedBuffer buffer, out StoreError? error)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        error = null;
        int sizeClass = ClassOf(size);
        if ((sizeClass != BufferRun.Dedicated && CurrentStripe.TryTake(sizeClass, out BlockRef block))
            || TryTakeCentral(size, sizeClass, tag, out block, out error))
        {
            buffer = Begin(block, size, tag);
            return true;
        }

        buffer = default;
        return false;
    }

    /// <summary>Returns a buffer. No native call may use it any more.</summary>
    /// <param name="buffer">A rental of this pool; every copy of it is invalid from now on.</param>
    /// <exception cref="InvalidOperationException">It was already returned, or is <c>default</c>.</exception>
    /// <exception cref="ArgumentException">It belongs to another pool.</exception>
    internal void Return(RentedBuffer buffer)
    {
        if (!TryReturn(in buffer))
        {
            buffer.Block.Run.ThrowReturnedTwice(buffer.Block.Index);
        }
    }

    /// <summary>Returns a buffer, unless it was already returned. No native call may use it any more.</summary>
    /// <param name="buffer">A rental of this pool; every copy of it is invalid from now on.</param>
    /// <returns>False if it was already returned. Of several attempts, concurrent or not, only one succeeds.</returns>
    /// <exception cref="InvalidOperationException">It is <c>default</c>.</exception>
    /// <exception cref="ArgumentException">It belongs to another pool.</exception>
    internal bool TryReturn(in RentedBuffer buffer)
    {
        BlockRef block = buffer.Block;
        BufferRun run = block.Run;
        if (run.Slab.Pool != this)
        {
            ThrowForeign();
        }

        if (!run.TryEndRental(block.Index, buffer.Generation))
        {
            return false;
        }

        if (_poison)
        {
            run.Poison(block.Index);
        }

        if (run.SizeClass == BufferRun.Dedicated || !CurrentStripe.TryGive(run.SizeClass, block))
        {
            ReturnCentral(block);
        }

        return true;
    }

    /// <summary>The maximum number of bytes that may be registered at once.</summary>
    internal long MaxBytes => _options.MaxBytes;

    /// <summary>Starts the rental of a block that was taken.</summary>
    /// <exception cref="InvalidOperationException">The pool poisons, and the block was written to after its last return.</exception>
    internal RentedBuffer Begin(BlockRef block, nint size, RentalTag tag)
    {
        if (_poison && !block.Run.IsUntouched(block.Index))
        {
            RejectPoisoned(block);
        }

        return new RentedBuffer(block, block.Run.BeginRental(block.Index, tag), size);
    }

    [DoesNotReturn]
    private static void ThrowForeign() =>
        throw new ArgumentException("The buffer was rented from another pool; return it there.", "buffer");

    private int ClassOf(nint size) => size <= _heap.LargestBlockBytes ? SizeClasses.IndexOf(size) : BufferRun.Dedicated;

    private bool TryTakeCentral(nint size, int sizeClass, RentalTag tag, out BlockRef block, out StoreError? error)
    {
        RentWaiter probe;
        lock (_gate)
        {
            RentQueue queue = QueueOf(sizeClass);
            block = default;
            error = RefuseLocked(size, sizeClass, tag);
            if (error is not null)
            {
                return false;
            }

            if (queue.Head is null && TryTakeLocked(size, sizeClass, out block))
            {
                RefillLocked(sizeClass);
                return true;
            }

            queue.ForgetOldFailure(_time);
            if (!_registersInline || PlanGrowthLocked(sizeClass, size) == RegistrarStep.None)
            {
                return false;
            }

            probe = TakeWaiterLocked();
            probe.Prepare(size, sizeClass, tag, long.MaxValue, isProbe: true);
            EnqueueLocked(queue, probe);
        }

        WorkOff();
        return TakeProbe(probe, out block, out error);
    }

    /// <summary>Checks what a caller that made the pool grow has received, and removes it from the queue if that is nothing.</summary>
    private bool TakeProbe(RentWaiter probe, out BlockRef block, out StoreError? error)
    {
        bool hasWork;
        lock (_gate)
        {
            probe.InQueue.List?.Remove(probe.InQueue);
            block = probe.Granted;
            error = probe.Refused;
            RecycleLocked(probe);
            hasWork = AdvanceLocked();
        }

        Finish(hasWork);
        return block.Run is not null;
    }

    /// <summary>Why a request can never be served, or null.</summary>
    private StoreError? RefuseLocked(nint size, int sizeClass, RentalTag tag)
    {
        if (_isClosed)
        {
            return BufferErrors.Closed(tag);
        }

        bool isTooLarge = sizeClass == BufferRun.Dedicated && DedicatedBuffers.BytesFor(size, _options) > _options.MaxBytes;
        return isTooLarge ? BufferErrors.TooLarge(size, tag, _options.MaxBytes) : null;
    }

    private bool TryTakeLocked(nint size, int sizeClass, out BlockRef block)
    {
        if (sizeClass == BufferRun.Dedicated)
        {
            return _dedicated.TryTake(size, out block);
        }

        return _heap.TryTake(sizeClass, out block)
            || (_heap.ReclaimRuns() && _heap.TryTake(sizeClass, out block))
            || (DrainStripesLocked() && (_heap.TryTake(sizeClass, out block) || (_heap.ReclaimRuns() && _heap.TryTake(sizeClass, out block))));
    }

    private void ReturnCentral(BlockRef block)
    {
        bool hasWork;
        lock (_gate)
        {
            if (block.Run.SizeClass == BufferRun.Dedicated)
            {
                _dedicated.Give(block.Run.Slab);
            }
            else
            {
                _heap.Give(block);
                SpillLocked(block.Run.SizeClass);
            }

            hasWork = AdvanceLocked();
        }

        Finish(hasWork);
    }

    [DoesNotReturn]
    private void RejectPoisoned(BlockRef block)
    {
        RentalTag last = block.Run.TagOf(block.Index);
        block.Run.Poison(block.Index);
        ReturnCentral(block);
        throw new InvalidOperationException(
            $"A registered buffer of {block.Run.BlockBytes} bytes was written to after it was returned; it was last rented for {last}. Find who kept a pointer, span or memory of it.");
    }
}
