using Mooncake.Backends;
using Mooncake.Observability;

namespace Mooncake.Pipeline;

/// <summary>The calls that a lane carries out together, and the arrays that the batch call takes. Belongs to one lane.</summary>
/// <remarks>
/// A key that stands twice: gets share one fetch, existence checks one answer; of puts no more than one is queued at a time
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
    /// <param name="capacity">The most calls that it takes.</param>
    /// <param name="metrics">Told of the batch calls.</param>
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

    /// <summary>How the calls are carried out.</summary>
    internal CallKind Kind => _kind;

    /// <summary>True if the backend's answer tells whether the master is there; there has to be a call.</summary>
    internal bool TellsOfMaster => _calls[0]!.TellsOfMaster;

    /// <summary>True if a call was left out because of the batch's bytes.</summary>
    internal bool IsFull { get; private set; }

    private bool SharesAnswers => _kind is CallKind.Get or CallKind.Exists;

    /// <summary>The calls of the last batch, which the lane still holds; null for those that went on to another try.</summary>
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

    /// <summary>Takes a call in, if it can travel with those that are in already.</summary>
    /// <param name="call">The call; of the batch's kind.</param>
    /// <param name="maxBytes">The most bytes of a batch, unless it has one call only.</param>
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
            // The shared fetch goes into the roomiest of the buffers.
            _buffers[sentAs] = (nint)call.Buffer;
            _bytes += call.Capacity - _sizes[sentAs];
            _sizes[sentAs] = call.Capacity;
        }

        return true;
    }

    /// <summary>Makes the native call. <see cref="Answer"/> has to follow.</summary>
    /// <returns>Why the backend threw, or null if it did not.</returns>
    internal StoreError? Execute(StoreBackend backend)
    {
        try
        {
            Call(backend);
            return null;
        }
        catch (Exception exception)
        {
            // A backend of the user's own may throw; nothing may end the lane, and nobody may wait for an answer that never comes.
            return PipelineErrors.BackendThrew(exception);
        }
    }

    /// <summary>Tells the circuit and answers the callers, each exactly once.</summary>
    /// <param name="fault">What <see cref="Execute"/> returned.</param>
    /// <param name="circuit">Told what the answers say of the master.</param>
    internal void Answer(StoreError? fault, Circuit circuit)
    {
        circuit.Report(fault is null && TellsOfMaster ? _answers.AsSpan(0, _sent) : []);

        // All copies first: a caller that is answered may give its buffer back at once.
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
                // On its way to another try: from here on, somebody else lets go of it.
                _calls[i] = null;
            }
            else
            {
                call.TryAnswer(CallOutcome.Answered, _callAnswers[i]);
            }
        }
    }

    /// <summary>Remembers the calls of the batch that was carried out, and makes room for the next.</summary>
    internal void KeepFinished()
    {
        Span<PendingCall?> calls = _calls.AsSpan(0, Count);
        calls.CopyTo(_finished);

        // A call that nobody awaits is reachable from nowhere else: then its finalizer gives its buffer back.
        calls.Clear();
        _finishedCount = Count;
        Count = 0;
    }

    /// <summary>Lets go of the calls of the last batch, those excepted that went on to another try.</summary>
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

    /// <summary>Gives a call that shared another's fetch its own copy.</summary>
    private long Share(PendingCall call, int sentAs, long size)
    {
        // The contract promises that an answer is not larger than the room; memory is at stake, so it is checked all the same.
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
