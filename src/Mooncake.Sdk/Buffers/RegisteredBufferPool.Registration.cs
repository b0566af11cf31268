using System.Diagnostics;

namespace Mooncake.Buffers;

/// <summary>Registering and unregistering: the only native calls of the pool, one at a time, never while the gate is held.</summary>
internal sealed partial class RegisteredBufferPool
{
    private readonly Lock _registration = new();
    private readonly Queue<BufferSlab> _releases = new();
    private readonly List<StoreError> _quarantine = [];
    private long _quarantinedBytes;
    private long _registeredBytes;
    private long _failedRegistrations;
    private int _liveSlabs;
    private bool _registrarRuns;

    /// <summary>Starts the pending work: on this thread if calls are free, otherwise on the registrar's.</summary>
    private void StartWork()
    {
        if (_registersInline)
        {
            WorkOff();
            return;
        }

        lock (_gate)
        {
            if (_registrarRuns || PlanLocked() == RegistrarStep.None)
            {
                return;
            }

            _registrarRuns = true;
        }

        try
        {
            new Thread(WorkOff) { IsBackground = true, Name = "Mooncake buffer registrar" }.UnsafeStart();
        }
        catch (OutOfMemoryException)
        {
            // The system cannot create a thread, so this one does the work; otherwise the waiting callers would get no memory.
            WorkOff();
        }
    }

    private void WorkOff()
    {
        bool goesOn;
        do
        {
            lock (_registration)
            {
                goesOn = TryWorkOffOne();
            }

            SettledWaiters.Publish();
        }
        while (goesOn);
    }

    private bool TryWorkOffOne()
    {
        RegistrarStep step;
        BufferSlab? released;
        nint bytes;
        lock (_gate)
        {
            step = BeginStepLocked(out released, out bytes);
        }

        switch (step)
        {
            case RegistrarStep.None:
                return false;
            case RegistrarStep.Release:
                Release(released!);
                return true;
            case RegistrarStep.AddSlab or RegistrarStep.AddDedicated:
                Grow(bytes, step == RegistrarStep.AddDedicated);
                return true;
            default:
                // An eviction is already done: it has added something to the queue of releases.
                return true;
        }
    }

    private RegistrarStep PlanLocked()
    {
        if (_releases.Count > 0)
        {
            return RegistrarStep.Release;
        }

        if (_isClosed)
        {
            return RegistrarStep.None;
        }

        RegistrarStep step = _slabQueue.Head is { } first ? PlanGrowthLocked(first.SizeClass, first.Size) : RegistrarStep.None;
        return step == RegistrarStep.None && _dedicatedQueue.Head is { } second ? PlanGrowthLocked(second.SizeClass, second.Size) : step;
    }

    /// <summary>
    /// True if a request that cannot be served now would be served by registering memory, whatever other holders do. For callers that must
    /// not wait for others.
    /// </summary>
    /// <param name="size">Bytes requested.</param>
    internal bool CanGrowFor(nint size)
    {
        lock (_gate)
        {
            return PlanGrowthLocked(ClassOf(size), size) != RegistrarStep.None;
        }
    }

    /// <summary>
    /// How the pool can grow for a request that it cannot serve; not at all if that has just failed and rented buffers may be returned.
    /// </summary>
    private RegistrarStep PlanGrowthLocked(int sizeClass, nint size)
    {
        bool isDedicated = sizeClass == BufferRun.Dedicated;
        if (QueueOf(sizeClass).GrowthFailure is not null && CountOutLocked(isDedicated) > 0)
        {
            return RegistrarStep.None;
        }

        return isDedicated ? PlanDedicatedLocked(size) : PlanSlabLocked();
    }

    private long CountOutLocked(bool isDedicated) => isDedicated ? _dedicated.RentedCount : _heap.TakenBlocks;

    private RegistrarStep PlanSlabLocked()
    {
        long missing = _registeredBytes + _options.SlabBytes - _options.MaxBytes;
        return missing <= 0 ? RegistrarStep.AddSlab
            : missing <= _dedicated.IdleBytes ? RegistrarStep.EvictDedicated
            : RegistrarStep.None;
    }

    private RegistrarStep PlanDedicatedLocked(nint size)
    {
        long missing = _registeredBytes + DedicatedBuffers.BytesFor(size, _options) - _options.MaxBytes;
        if (missing <= 0)
        {
            return RegistrarStep.AddDedicated;
        }

        DrainStripesLocked();
        _heap.ReclaimRuns();
        long unused = _heap.CountUnused() * _options.SlabBytes;
        return missing > _dedicated.IdleBytes + unused ? RegistrarStep.None
            : _dedicated.IdleCount > 0 ? RegistrarStep.EvictDedicated
            : RegistrarStep.EvictSlab;
    }

    private RegistrarStep BeginStepLocked(out BufferSlab? released, out nint bytes)
    {
        released = null;
        bytes = 0;
        RegistrarStep step = PlanLocked();
        switch (step)
        {
            case RegistrarStep.None:
                _registrarRuns = false;
                break;
            case RegistrarStep.Release:
                released = _releases.Dequeue();
                break;
            case RegistrarStep.EvictDedicated:
                _dedicated.EvictOldest(_releases);
                break;
            case RegistrarStep.EvictSlab:
                bool found = _heap.TryRemoveUnused(out BufferSlab? unused);
                Debug.Assert(found, "The plan has counted an unused slab under the same gate.");
                _releases.Enqueue(unused!);
                break;
            default:
                bytes = step == RegistrarStep.AddSlab
                    ? _options.SlabBytes
                    : DedicatedBuffers.BytesFor(_dedicatedQueue.Head!.Size, _options);
                _registeredBytes += bytes;
                _liveSlabs++;
                break;
        }

        return step;
    }

    private void Grow(nint bytes, bool isDedicated)
    {
        BufferSlab? slab = TryRegister(bytes, isDedicated, out StoreError? error);
        lock (_gate)
        {
            RentQueue queue = isDedicated ? _dedicatedQueue : _slabQueue;
            queue.SetFailure(error, _time);
            if (slab is null)
            {
                _registeredBytes -= bytes;
                _liveSlabs--;
                _failedRegistrations++;
                if (CountOutLocked(isDedicated) == 0)
                {
                    // No buffer is rented that could be returned, so waiting would be pointless.
                    RefuseAllLocked(queue, _ => error!);
                }
            }
            else if (_isClosed)
            {
                _releases.Enqueue(slab);
            }
            else if (isDedicated)
            {
                _dedicated.Add(slab);
            }
            else
            {
                _heap.Add(slab);
            }

            AdvanceLocked();
        }
    }

    private unsafe BufferSlab? TryRegister(nint bytes, bool isDedicated, out StoreError? error)
    {
        BufferSlab slab;
        try
        {
            slab = BufferSlab.Allocate(this, bytes, _options.Alignment, isDedicated);
        }
        catch (OutOfMemoryException exception)
        {
            error = BufferErrors.OutOfMemory(bytes, exception);
            return null;
        }

        error = Registrations.Register(_backend, slab.Pointer, (nuint)bytes);
        if (error is null)
        {
            return slab;
        }

        slab.Free();
        return null;
    }

    private unsafe void Release(BufferSlab slab)
    {
        StoreError? error = Registrations.Unregister(_backend, slab.Pointer, (nuint)slab.Bytes);
        if (error is null)
        {
            slab.Free();
        }

        lock (_gate)
        {
            _liveSlabs--;
            if (error is null)
            {
                _registeredBytes -= slab.Bytes;
            }
            else
            {
                // Still registered, so a transfer could access it: it stays allocated, and counts against the limit.
                _quarantine.Add(error);
                _quarantinedBytes += slab.Bytes;
            }

            AdvanceLocked();
        }
    }
}
