using Mooncake.Backends;
using Mooncake.Options;

namespace Mooncake.Pipeline;

/// <summary>
/// One operation on its way through the pipeline. It ends twice: its caller is answered exactly once, by the first thread that gets there (a
/// lane, the deadline, a cancellation, the store's disposal); and the pipeline lets go of it once no queue and no native call holds it
/// any more. Memory that a native call may touch goes back only then.
/// </summary>
/// <remarks>
/// What a lane reads is set before the call is started and between two tries. Links and <see cref="Place"/> belong to the lock of the
/// call's group.
/// </remarks>
internal abstract unsafe class PendingCall
{
    private const int AnsweredFlag = 1;
    private const int LeftFlag = 2;
    private const int ConsumedFlag = 4;

    private int _flags;

    /// <summary>How a lane carries the call out.</summary>
    internal CallKind Kind { get; set; }

    /// <summary>The key's text, NUL-terminated; valid until the pipeline lets go.</summary>
    internal byte* Key { get; set; }

    /// <summary>The key's length in bytes, NUL not counted.</summary>
    internal int KeyLength { get; set; }

    /// <summary>Where the object goes or comes from; registered memory.</summary>
    internal byte* Buffer { get; set; }

    /// <summary>The object's room or size in bytes; also what the call weighs in a batch.</summary>
    internal nuint Capacity { get; set; }

    /// <summary>Replication and pins, or null; kept alive by this reference until the pipeline lets go.</summary>
    internal ReplicateConfigBlock? Config { get; set; }

    /// <summary>When the caller is answered at the latest, as a timestamp of the session's clock.</summary>
    internal long Deadline { get; set; }

    /// <summary>The next call of the queue, or null.</summary>
    internal PendingCall? Next { get; set; }

    /// <summary>The call before in the queue, or null.</summary>
    internal PendingCall? Previous { get; set; }

    /// <summary>The next call of those watched for their deadlines, or null.</summary>
    internal PendingCall? WatchNext { get; set; }

    /// <summary>The call before of those watched for their deadlines, or null.</summary>
    internal PendingCall? WatchPrevious { get; set; }

    /// <summary>True while the call is watched for its deadline.</summary>
    internal bool IsWatched { get; set; }

    /// <summary>Where the call is.</summary>
    internal CallPlace Place { get; set; }

    /// <summary>Counts arrivals, so that a lane finds the oldest call over all queues.</summary>
    internal long Arrival { get; set; }

    /// <summary>A hash of a put's key; set before the put is queued for the first time.</summary>
    internal int KeyHash { get; set; }

    /// <summary>The put of the same key that came before, in a ring; null for what is not in <see cref="PutOrder"/>.</summary>
    internal PendingCall? PutBefore { get; set; }

    /// <summary>The put of the same key that came next, in a ring; null for what is not in <see cref="PutOrder"/>.</summary>
    internal PendingCall? PutAfter { get; set; }

    /// <summary>True for a put that others of its key wait for, or would.</summary>
    internal bool HasTurn { get; set; }

    /// <summary>The group that carries the call out; belongs to the lock. Null until the call was handed over.</summary>
    internal LaneGroup? Group { get; set; }

    /// <summary>What the caller is told; set once.</summary>
    internal CallOutcome Outcome { get; private set; }

    /// <summary>The backend's answer, where the outcome is <see cref="CallOutcome.Answered"/>.</summary>
    internal long Answer { get; private set; }

    /// <summary>What a backend threw or a pool refused, where the outcome is <see cref="CallOutcome.Faulted"/>.</summary>
    internal StoreError? Fault { get; private set; }

    /// <summary>True once the caller has been answered.</summary>
    internal bool IsAnswered => (Volatile.Read(ref _flags) & AnsweredFlag) != 0;

    /// <summary>True if the backend's answer tells whether the master is there; false for calls that the client answers by itself.</summary>
    internal virtual bool TellsOfMaster => true;

    /// <summary>The call's key as text, read from the memory that the call still holds.</summary>
    internal ReadOnlySpan<byte> KeyBytes => new(Key, KeyLength);

    /// <summary>Answers the caller, unless somebody has.</summary>
    /// <param name="outcome">What the caller is told.</param>
    /// <param name="answer">The backend's answer.</param>
    /// <param name="fault">What went wrong, where the outcome is <see cref="CallOutcome.Faulted"/>.</param>
    /// <returns>True if this was the answer.</returns>
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
    /// Settles the answer, unless somebody has, and leaves it to the caller of this method to <see cref="Signal"/> it. For use under a lock:
    /// until it is signalled, the call cannot be consumed and used anew.
    /// </summary>
    /// <param name="outcome">What the caller is told.</param>
    /// <param name="answer">The backend's answer.</param>
    /// <param name="fault">What went wrong, where the outcome is <see cref="CallOutcome.Faulted"/>.</param>
    /// <returns>True if this was the answer, which has to be signalled.</returns>
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

    /// <summary>The pipeline lets go: no queue, lane or native call holds the call or its memory any more. Called once for each start.</summary>
    internal void Leave()
    {
        OnLeft();
        if ((Interlocked.Or(ref _flags, LeftFlag) & ConsumedFlag) != 0)
        {
            Release();
        }
    }

    /// <summary>Carries the call out by itself, on a lane.</summary>
    /// <param name="backend">The backend.</param>
    /// <returns>The backend's answer.</returns>
    internal abstract long Execute(StoreBackend backend);

    /// <summary>On a lane, before the caller is answered: whether this answer leads to another try.</summary>
    /// <param name="answer">The backend's answer.</param>
    /// <returns>True if the call has been queued again or parked; then the lane has nothing more to do with it.</returns>
    internal virtual bool TryContinue(long answer) => false;

    /// <summary>Makes the call ready for its next use.</summary>
    protected void Reset()
    {
        _flags = 0;
        Outcome = CallOutcome.None;
        Answer = 0;
        Fault = null;
        Place = CallPlace.Outside;
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

    /// <summary>Wakes the caller, on no account on this thread. Called once for each answer.</summary>
    internal abstract void Signal();

    /// <summary>Gives back what is not needed to make the result; runs even if nobody ever takes it.</summary>
    protected abstract void OnLeft();

    /// <summary>Gives back the rest: the result was taken and the pipeline has let go.</summary>
    protected abstract void Release();
}
