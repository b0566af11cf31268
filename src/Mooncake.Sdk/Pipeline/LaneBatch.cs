using Mooncake.Backends;
using Mooncake.Observability;

namespace Mooncake.Pipeline;

/// <summary>The calls that a lane executes together, and the arguments of the native call. Used by one lane.</summary>
/// <remarks>
/// Duplicate keys: gets share one fetch, and existence checks one result; at most one put per key is queued at a time
/// (<see cref="PutOrder"/>). Puts with other options wait for a later batch: a batch has one configuration.
/// </remarks>
internal sealed unsafe class LaneBatch
{
    private readonly PendingCall?[] _calls;
    private readonly PendingCall?[] _finished;
    private readonly nint[] _keys;
    private readonly int[] _keyLengths;
    private readonly nint[] _buffers;
    private readonly nuint[] _sizes;
    private readonly int[] _shortAnswers;
    private readonly long[] _answers;
    private readonly long[] _callAnswers;
    private readonly int[] _sentAs;
    private readonly BatchKeys _byKey;
    private readonly CallMetrics _metrics;
    private CallKind _kind;
    private nuint _bytes;
    private int _sent;
    private int _finishedCount;

    /// <summary>Creates a batch.</summary>
    /// <param name="capacity">The maximum number of calls.</param>
    /// <param name="metrics">Records the native calls.</param>
    internal LaneBatch(int capacity, CallMetrics metrics)
    {
        _metrics = metrics;
        _calls = new PendingCall[capacity];
        _finished = new PendingCall[capacity];
        _keys = new nint[capacity];
        _keyLengths = new int[capacity];
        _buffers = new nint[capacity];
        _sizes = new nuint[capacity];
        _shortAnswers = new int[capacity];
        _answers = new long[capacity];
        _callAnswers = new long[capacity];
        _sentAs = new int[capacity];
        _byKey = new BatchKeys(capacity);
    }

    /// <summary>Number of calls.</summary>
    internal int Count { get; private set; }

    /// <summary>How the calls are executed.</summary>
    internal CallKind Kind => _kind;

    /// <summary>True if the backend's return code shows whether the master is reachable; the batch must not be empty.</summary>
    internal bool TellsOfMaster => _calls[0]!.TellsOfMaster;

    /// <summary>True if a call was left out because of the batch's size.</summary>
    internal bool IsFull { get; private set; }

    private bool SharesAnswers => _kind is CallKind.Get or CallKind.Exists;

    /// <summary>The calls of the last batch, which the lane has not released; null for those that were requeued.</summary>
    internal ReadOnlySpan<PendingCall?> Finished => _finished.AsSpan(0, _finishedCount);

    /// <summary>Begins a batch.</summary>
    internal void Begin(CallKind kind)
    {
        _kind = kind;
        _bytes = 0;
        _sent = 0;
        IsFull = false;
        if (SharesAnswers)
        {
            _byKey.Clear();
        }
    }

    /// <summary>Adds a call, if it can be combined with those already added.</summary>
    /// <param name="call">The call; of the batch's kind.</param>
    /// <param name="maxBytes">The maximum size of a batch in bytes, unless it has one call only.</param>
    internal bool TryAdd(PendingCall call, nuint maxBytes)
    {
        if (Count > 0)
        {
            if (_bytes + call.Capacity > maxBytes)
            {
                IsFull = true;
                return false;
            }

            if (_kind == CallKind.Put && !ReferenceEquals(call.Config, _calls[0]!.Config))
            {
                return false;
            }
        }

        int sentAs = _sent;
        if (SharesAnswers)
        {
            int earlier = _byKey.FindOrAdd(call.KeyBytes, _sent, _keys, _keyLengths);
            sentAs = earlier >= 0 ? earlier : _sent;
        }

        _calls[Count] = call;
        _sentAs[Count] = sentAs;
        Count++;
        if (sentAs == _sent)
        {
            _keys[_sent] = (nint)call.Key;
            _keyLengths[_sent] = call.KeyLength;
            _buffers[_sent] = (nint)call.Buffer;
            _sizes[_sent] = call.Capacity;
            _bytes += call.Capacity;
            _sent++;
        }
        else if (_kind == CallKind.Get && call.Capacity > _sizes[sentAs])
        {
            // The shared fetch uses the largest of the buffers.
            _buffers[sentAs] = (nint)call.Buffer;
            _bytes += call.Capacity - _sizes[sentAs];
            _sizes[sentAs] = call.Capacity;
        }

        return true;
    }

    /// <summary>Makes the native call. <see cref="Answer"/> must follow.</summary>
    /// <returns>The error if the backend threw, or null.</returns>
    internal StoreError? Execute(StoreBackend backend)
    {
        try
        {
            Call(backend);
            return null;
        }
        catch (Exception exception)
        {
            // A user's own backend may throw; nothing may end the lane, and no caller may wait for a result that never comes.
            return PipelineErrors.BackendThrew(exception);
        }
    }

    /// <summary>Reports to the circuit and completes the calls, each exactly once.</summary>
    /// <param name="fault">What <see cref="Execute"/> returned.</param>
    /// <param name="circuit">Records what the return codes show about the master.</param>
    internal void Answer(StoreError? fault, Circuit circuit)
    {
        circuit.Report(fault is null && TellsOfMaster ? _answers.AsSpan(0, _sent) : []);

        // All copies first: a completed caller may return its buffer immediately.
        for (int i = 0; i < Count; i++)
        {
            _callAnswers[i] = fault is null ? AnswerTo(_calls[i]!, _sentAs[i]) : 0;
        }

        for (int i = 0; i < Count; i++)
        {
            PendingCall call = _calls[i]!;
            if (fault is not null)
            {
                call.TryAnswer(CallOutcome.Faulted, fault: fault);
            }
            else if (!call.IsAnswered && call.TryContinue(_callAnswers[i]))
            {
                // Requeued: from here on, another thread may release it.
                _calls[i] = null;
            }
            else
            {
                call.TryAnswer(CallOutcome.Answered, _callAnswers[i]);
            }
        }
    }

    /// <summary>Keeps the executed calls for <see cref="ReleaseCompleted"/>, and makes room for the next batch.</summary>
    internal void KeepFinished()
    {
        Span<PendingCall?> calls = _calls.AsSpan(0, Count);
        calls.CopyTo(_finished);

        // A call that no caller awaits is otherwise unreachable: its finalizer then returns its buffer.
        calls.Clear();
        _finishedCount = Count;
        Count = 0;
    }

    /// <summary>Releases the calls of the last batch, except those that were requeued.</summary>
    internal void ReleaseCompleted()
    {
        for (int i = 0; i < _finishedCount; i++)
        {
            PendingCall? call = _finished[i];
            _finished[i] = null;
            call?.Leave();
        }

        _finishedCount = 0;
    }

    private void Call(StoreBackend backend)
    {
        ReadOnlySpan<nint> keys = _keys.AsSpan(0, _sent);
        ReadOnlySpan<int> keyLengths = _keyLengths.AsSpan(0, _sent);
        ReadOnlySpan<nint> buffers = _buffers.AsSpan(0, _sent);
        ReadOnlySpan<nuint> sizes = _sizes.AsSpan(0, _sent);
        switch (_kind)
        {
            case CallKind.Get:
                _metrics.Batch(StoreOperation.Get, _sent);
                _ = backend.BatchGetInto(keys, keyLengths, buffers, sizes, _answers.AsSpan(0, _sent));
                break;
            case CallKind.Put:
                _metrics.Batch(StoreOperation.Put, _sent);
                _ = backend.BatchPutFrom(keys, keyLengths, buffers, sizes, _calls[0]!.Config is { } config ? config.Pointer : null, _shortAnswers.AsSpan(0, _sent));
                Widen();
                break;
            case CallKind.Exists:
                _metrics.Batch(StoreOperation.Exists, _sent);
                _ = backend.BatchIsExist(keys, keyLengths, _shortAnswers.AsSpan(0, _sent));
                Widen();
                break;
            default:
                _answers[0] = _calls[0]!.Execute(backend);
                break;
        }
    }

    private long AnswerTo(PendingCall call, int sentAs)
    {
        long answer = _answers[sentAs];
        return _kind == CallKind.Get && answer > 0 && (nint)call.Buffer != _buffers[sentAs] ? Share(call, sentAs, answer) : answer;
    }

    /// <summary>Copies the object to a call that shared the fetch of another.</summary>
    private long Share(PendingCall call, int sentAs, long size)
    {
        // The contract guarantees that a size never exceeds the buffer. Because memory safety depends on it, it is checked anyway.
        if ((ulong)size > call.Capacity || (ulong)size > _sizes[sentAs])
        {
            return (int)StoreErrorCode.InvalidParams;
        }

        System.Buffer.MemoryCopy((void*)_buffers[sentAs], call.Buffer, (long)call.Capacity, size);
        return size;
    }

    private void Widen()
    {
        for (int i = 0; i < _sent; i++)
        {
            _answers[i] = _shortAnswers[i];
        }
    }
}
