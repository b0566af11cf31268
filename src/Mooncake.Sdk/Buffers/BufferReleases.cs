using Mooncake.Backends;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Buffers;

/// <summary>
/// Unregisters the caller's buffers after their disposal. Where a round trip costs something, on a thread that lives while there is something to
/// unregister: one for all of them, since a store that hangs would take a thread for each. Thread-safe.
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

    /// <summary>Has nothing to unregister yet.</summary>
    /// <param name="backend">Where buffers are registered.</param>
    /// <param name="alarms">Ends the waits of callers that await a disposal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="timeout">How long these wait.</param>
    internal BufferReleases(StoreBackend backend, Alarms alarms, TimeProvider time, TimeSpan timeout)
    {
        _backend = backend;
        _alarms = alarms;
        _time = time;
        Timeout = timeout;
    }

    /// <summary>How long a disposal is waited for.</summary>
    internal TimeSpan Timeout { get; }

    /// <summary>Has a buffer unregistered that nobody holds any more. Blocks for no round trip.</summary>
    internal void Release(RegisteredBuffer buffer)
    {
        // A backend that is closed has taken the registration with it, and is not called.
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
            // The system gives no thread. A disposal that takes long is better than memory that stays registered.
            WorkOff();
        }
    }

    /// <summary>Ends the wait for a disposal at the timeout.</summary>
    internal void Bound(RegisteredBuffer buffer) => _alarms.Set(buffer, Timestamps.After(_time, Timeout));

    /// <summary>The wait is over.</summary>
    internal void Unbound(RegisteredBuffer buffer) => _alarms.Cancel(buffer);

    /// <summary>Waits until everything is unregistered that was to be.</summary>
    /// <param name="limit">How long.</param>
    /// <returns>Null, or what is left: it stays allocated until its call returns.</returns>
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
