using Mooncake.Backends;
using Mooncake.Options;

namespace Mooncake.Pipeline;

/// <summary>
/// One operation on its way through the pipeline. It ends twice: it is completed exactly once, by the first thread that gets there (a lane,
/// the deadline, a cancellation, the store's disposal); and the pipeline releases it once no queue and no native call uses it any more.
/// Memory that a native call may access is returned only then.
/// </summary>
/// <remarks>
/// The fields that a lane reads are set before the call is started and between two attempts. Links and <see cref="Place"/> are protected by
/// the lock of the call's group.
/// </remarks>
internal abstract unsafe class PendingCall
{
    private const int AnsweredFlag = 1;
    private const int LeftFlag = 2;
    private const int ConsumedFlag = 4;

    private int _flags;

    /// <summary>Creates a call that is in no queue.</summary>
    protected PendingCall()
    {
        InQueue = new LinkedListNode<PendingCall>(this);
        InWatchList = new LinkedListNode<PendingCall>(this);
    }

    /// <summary>How a lane executes the call.</summary>
    internal CallKind Kind { get; set; }

    /// <summary>The key's text, NUL-terminated; valid until the pipeline releases the call.</summary>
    internal byte* Key { get; set; }

    /// <summary>The key's length in bytes, NUL not counted.</summary>
    internal int KeyLength { get; set; }

    /// <summary>The object's source or destination; registered memory.</summary>
    internal byte* Buffer { get; set; }

    /// <summary>The size of the object or its buffer in bytes; also counted towards the size of a batch.</summary>
    internal nuint Capacity { get; set; }

    /// <summary>Replication and pins, or null; kept alive by this reference until the pipeline releases the call.</summary>
    internal ReplicateConfigBlock? Config { get; set; }

    /// <summary>The latest time at which the call is completed, as a timestamp of the session's clock.</summary>
    internal long Deadline { get; set; }

    /// <summary>The call's place in a queue; in no list while the call does not wait.</summary>
    internal LinkedListNode<PendingCall> InQueue { get; }

    /// <summary>The call's place in a watch list.</summary>
    internal LinkedListNode<PendingCall> InWatchList { get; }

    /// <summary>Where the call is.</summary>
    internal CallState Place { get; set; }

    /// <summary>The arrival number, by which a lane finds the oldest call of all queues.</summary>
    internal long Arrival { get; set; }

    /// <summary>A hash of a put's key; set before the put is queued for the first time.</summary>
    internal int KeyHash { get; set; }

    /// <summary>The previous put of the same key, in a ring; null if the call is not in <see cref="PutOrder"/>.</summary>
    internal PendingCall? PutBefore { get; set; }

    /// <summary>The next put of the same key, in a ring; null if the call is not in <see cref="PutOrder"/>.</summary>
    internal PendingCall? PutAfter { get; set; }

    /// <summary>True for the put of a key whose turn it is.</summary>
    internal bool HasTurn { get; set; }

    /// <summary>The group that executes the call; protected by the lock. Null until the call was queued.</summary>
    internal LaneGroup? Group { get; set; }

    /// <summary>The outcome; set once.</summary>
    internal CallOutcome Outcome { get; private set; }

    /// <summary>The backend's return code, if the outcome is <see cref="CallOutcome.Answered"/>.</summary>
    internal long Answer { get; private set; }

    /// <summary>The error of a backend that threw, or of the pool, if the outcome is <see cref="CallOutcome.Faulted"/>.</summary>
    internal StoreError? Fault { get; private set; }

    /// <summary>True once the call is completed.</summary>
    internal bool IsAnswered => (Volatile.Read(ref _flags) & AnsweredFlag) != 0;

    /// <summary>
    /// True if the backend's return code shows whether the master is reachable; false for calls that the client handles itself.
    /// </summary>
    internal virtual bool TellsOfMaster => true;

    /// <summary>The call's key as text, read from memory that the call has not released.</summary>
    internal ReadOnlySpan<byte> KeyBytes => new(Key, KeyLength);

    /// <summary>Completes the call, unless it is completed.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="answer">The backend's return code.</param>
    /// <param name="fault">The error, if the outcome is <see cref="CallOutcome.Faulted"/>.</param>
    /// <returns>True if this completed the call.</returns>
    internal bool TryAnswer(CallOutcome outcome, long answer = 0, StoreError? fault = null)
    {
        bool claimed = TryClaim(outcome, answer, fault);
        if (claimed)
        {
            Signal();
        }

        return claimed;
    }

    /// <summary>
    /// Settles the outcome, unless it is settled; the caller of this method must then <see cref="Signal"/> it. For use under a lock: until
    /// it is signalled, the call cannot be consumed and reused.
    /// </summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="answer">The backend's return code.</param>
    /// <param name="fault">The error, if the outcome is <see cref="CallOutcome.Faulted"/>.</param>
    /// <returns>True if this settled the outcome, which must be signalled.</returns>
    internal bool TryClaim(CallOutcome outcome, long answer = 0, StoreError? fault = null)
    {
        if ((Interlocked.Or(ref _flags, AnsweredFlag) & AnsweredFlag) != 0)
        {
            return false;
        }

        Outcome = outcome;
        Answer = answer;
        Fault = fault;
        return true;
    }

    /// <summary>Releases the call: no queue, lane or native call uses it or its memory any more. Called once for each start.</summary>
    internal void Leave()
    {
        OnLeft();
        if ((Interlocked.Or(ref _flags, LeftFlag) & ConsumedFlag) != 0)
        {
            Release();
        }
    }

    /// <summary>Executes the call alone, on a lane.</summary>
    /// <param name="backend">The backend.</param>
    /// <returns>The backend's return code.</returns>
    internal abstract long Execute(StoreBackend backend);

    /// <summary>Called on a lane, before the call is completed: decides whether this result leads to another attempt.</summary>
    /// <param name="answer">The backend's return code.</param>
    /// <returns>True if the call has been requeued or parked; then the lane must not use it any more.</returns>
    internal virtual bool TryContinue(long answer) => false;

    /// <summary>Resets the call for its next use.</summary>
    protected void Reset()
    {
        _flags = 0;
        Outcome = CallOutcome.None;
        Answer = 0;
        Fault = null;
        Place = CallState.Outside;
        Group = null;
    }

    /// <summary>The caller has taken its result.</summary>
    protected void Consume()
    {
        if ((Interlocked.Or(ref _flags, ConsumedFlag) & LeftFlag) != 0)
        {
            Release();
        }
    }

    /// <summary>Wakes the caller. Called once for each completion, never under a lock.</summary>
    internal abstract void Signal();

    /// <summary>Releases what is not needed to create the result; runs even if it is never taken.</summary>
    protected virtual void OnLeft()
    {
    }

    /// <summary>Releases the rest: the result was taken and the pipeline has released the call.</summary>
    protected virtual void Release()
    {
    }
}
