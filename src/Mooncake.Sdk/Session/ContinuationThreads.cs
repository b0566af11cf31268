using System.Diagnostics.CodeAnalysis;

namespace Mooncake.Session;

/// <summary>
/// Threads on which operations of several steps go on between them, so that they need none of the thread pool's: a pool that an application
/// has starved would hold them up. Started as they are needed, as many as there are cores; one that finds nothing to do for a while ends.
/// Thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// A context, since that is what every awaitable of the runtime knows to hand its continuation to, also one that has ended by the time it is
/// asked. It is nobody's current one but these threads': the SDK's own awaits name it (<see cref="Continuations.On{T}"/>).
/// </para>
/// <para>
/// Several, since the steps are encoding and decoding: one thread would bound what many lists can do together. A lane would hold up other
/// callers' operations meanwhile.
/// </para>
/// </remarks>
internal sealed class ContinuationThreads : SynchronizationContext
{
    private static readonly TimeSpan UsualIdleTime = TimeSpan.FromSeconds(20);
    private static readonly int MostThreads = Math.Max(2, Environment.ProcessorCount);

    // Monitor.Wait needs an object with a lock of the old kind.
    private readonly object _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _waiting = new();
    private readonly TimeSpan _idleTime;
    private int _threads;
    private int _idle;

    /// <summary>Has no threads yet.</summary>
    /// <param name="idleTime">After how much time with nothing to do a thread ends; null for 20 s.</param>
    internal ContinuationThreads(TimeSpan? idleTime = null) => _idleTime = idleTime ?? UsualIdleTime;

    /// <summary>Number of threads that run or wait for something to do.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _threads;
            }
        }
    }

    /// <summary>Has a continuation run on one of the threads. Blocks nobody.</summary>
    /// <param name="d">The continuation; throws nothing.</param>
    /// <param name="state">Its state.</param>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _waiting.Enqueue((d, state));
            if (_waiting.Count <= _idle || _threads == MostThreads)
            {
                Monitor.Pulse(_gate);
                return;
            }

            _threads++;
        }

        StartThread();
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    private void StartThread()
    {
        try
        {
            new Thread(Run) { Name = "Mooncake continuations", IsBackground = true }.UnsafeStart();
        }
        catch (OutOfMemoryException)
        {
            // The system gives no thread. The pool's are better than none.
            lock (_gate)
            {
                _threads--;
            }

            ThreadPool.UnsafeQueueUserWorkItem(static threads => threads.RunWaiting(), this, preferLocal: false);
        }
    }

    private void Run()
    {
        while (TryTake(out SendOrPostCallback? callback, out object? state))
        {
            RunOne(callback, state);
        }
    }

    private void RunOne(SendOrPostCallback callback, object? state)
    {
        // Anew each time: the values' own code, which writes and reads their bytes, may have set another.
        SetSynchronizationContext(this);
        callback(state);
    }

    private bool TryTake([NotNullWhen(true)] out SendOrPostCallback? callback, out object? state)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                _idle++;
                bool isWoken = Monitor.Wait(_gate, _idleTime);
                _idle--;
                if (!isWoken && _waiting.Count == 0)
                {
                    _threads--;
                    callback = null;
                    state = null;
                    return false;
                }
            }

            (callback, state) = _waiting.Dequeue();
            return true;
        }
    }

    private void RunWaiting()
    {
        while (true)
        {
            (SendOrPostCallback Callback, object? State) next;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    break;
                }
            }

            RunOne(next.Callback, next.State);
        }

        SetSynchronizationContext(null);
    }
}
