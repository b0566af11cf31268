using Mooncake.Backends;
using Mooncake.Session;

namespace Mooncake.Buffers;

/// <summary>
/// Unregisters the caller's buffers after their disposal. For backends with a costly round trip, this runs on a thread that lives while
/// there is something to unregister. It is one thread for all of them, because a store that hangs would otherwise block a thread for each.
/// Thread-safe.
/// </summary>
internal sealed class BufferReleases
{
    private readonly StoreBackend _backend;
    private readonly Alarms _alarms;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Queue<RegisteredBuffer> _waiting = new();
    private TaskCompletionSource? _ended;
    private int _count;
    private bool _runs;

    /// <summary>Creates an instance with nothing to unregister.</summary>
    /// <param name="backend">The backend with which buffers are registered.</param>
    /// <param name="alarms">Ends the waits of callers that await a disposal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="timeout">The time limit of these waits.</param>
    internal BufferReleases(StoreBackend backend, Alarms alarms, TimeProvider time, TimeSpan timeout)
    {
        _backend = backend;
        _alarms = alarms;
        _time = time;
        Timeout = timeout;
    }

    /// <summary>The time limit of awaiting a disposal.</summary>
    internal TimeSpan Timeout { get; }

    /// <summary>Schedules the unregistration of a buffer without references. Does not wait for a round trip.</summary>
    internal void Release(RegisteredBuffer buffer)
    {
        // Closing a backend ends its registrations, so a closed backend is not called.
        if (_backend.Traits.RoundTripIsFree || !_backend.IsReady)
        {
            buffer.End();
            return;
        }

        lock (_gate)
        {
            _waiting.Enqueue(buffer);
            _count++;
            if (_runs)
            {
                return;
            }

            _runs = true;
        }

        try
        {
            new Thread(WorkOff) { Name = "Mooncake unregister", IsBackground = true }.UnsafeStart();
        }
        catch (OutOfMemoryException)
        {
            // The system cannot create a thread. A slow disposal is better than memory that stays registered.
            WorkOff();
        }
    }

    /// <summary>Ends the wait for a disposal at the timeout.</summary>
    internal void Bound(RegisteredBuffer buffer) => _alarms.Set(buffer, Timestamps.After(_time, Timeout));

    /// <summary>Called when the wait ends.</summary>
    internal void Unbound(RegisteredBuffer buffer) => _alarms.Cancel(buffer);

    /// <summary>Waits until all scheduled buffers are unregistered.</summary>
    /// <param name="limit">The time limit.</param>
    /// <returns>Null, or an error about the remaining memory: it stays allocated until its call returns.</returns>
    internal async Task<StoreError?> EndAsync(TimeSpan limit)
    {
        Task ended;
        lock (_gate)
        {
            if (!_runs)
            {
                return null;
            }

            ended = (_ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        try
        {
            await ended.WaitAsync(limit, _time).ConfigureAwait(false);
            return null;
        }
        catch (TimeoutException)
        {
            lock (_gate)
            {
                return _count == 0 ? null : BufferErrors.StillRegistered(_count);
            }
        }
    }

    private void WorkOff()
    {
        while (true)
        {
            RegisteredBuffer? buffer;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out buffer))
                {
                    _runs = false;
                    _ended?.TrySetResult();
                    _ended = null;
                    return;
                }
            }

            buffer.End();
            lock (_gate)
            {
                _count--;
            }
        }
    }
}
