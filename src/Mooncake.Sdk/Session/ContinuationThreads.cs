using System.Diagnostics.CodeAnalysis;

namespace Mooncake.Session;

/// <summary>
/// Threads that run the later steps of operations with several steps, so that these need no thread-pool thread: an application may have
/// starved the pool. They start as needed, at most one per core; one that is idle for a while ends. Thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// An application that blocks on batches or replacements (<c>.Result</c>) occupies the pool's threads with its own waits. If the later
/// steps needed the pool too, these waits would end only as fast as the pool adds threads, one or two a second. <c>StarvationTests</c>
/// verifies that they end immediately.
/// </para>
/// <para>
/// A single operation has no later step: a lane or the deadline thread sets its result. The others are async methods that await with
/// <see cref="Continuations.On{T}"/> where a library would write <c>ConfigureAwait(false)</c>.
/// </para>
/// <para>
/// The threads are a synchronization context, because every awaitable of the runtime posts its continuation straight to one, even if it has
/// completed between the check and the registration. Without a context, that case goes to the thread pool. The context is current only
/// while a continuation is registered, and on these threads, so no other code sees it.
/// </para>
/// <para>
/// There are several, because the steps encode and decode: one thread would limit the throughput of many batches, and a lane would delay
/// other callers' operations. Lanes and the deadline thread only enqueue continuations.
/// </para>
/// <para>
/// The code that follows the caller's <c>await</c> runs on the thread pool (<see cref="Operations.OperationMethodBuilder{TResult}"/>). The
/// pool is also needed by meters and spans with listeners, which are application code; by opening and closing a store, which do not happen
/// under load; and by streams, which continue where their consumers do.
/// </para>
/// </remarks>
internal sealed class ContinuationThreads : SynchronizationContext
{
    private static readonly TimeSpan UsualIdleTime = TimeSpan.FromSeconds(20);
    private static readonly int MostThreads = Math.Max(2, Environment.ProcessorCount);

    // Monitor.Wait needs an object with a classic monitor lock.
    private readonly object _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _waiting = new();
    private readonly TimeSpan _idleTime;
    private int _threads;
    private int _idle;

    /// <summary>Creates the queue; the first continuation starts a thread.</summary>
    /// <param name="idleTime">The idle time after which a thread ends; null for 20 s.</param>
    internal ContinuationThreads(TimeSpan? idleTime = null) => _idleTime = idleTime ?? UsualIdleTime;

    /// <summary>Number of threads that run or wait for work.</summary>
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

    /// <summary>Queues a continuation for one of the threads. Never blocks.</summary>
    /// <param name="d">The continuation; must not throw.</param>
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
            // The system cannot create a thread. The thread pool is better than none.
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
        // Set again each time: user code that writes and reads values may have set another.
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
