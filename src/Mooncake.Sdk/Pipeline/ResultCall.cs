using System.Threading.Tasks.Sources;
using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Pipeline;

/// <summary>A call whose caller awaits a result. Reused after its result was taken and the pipeline has released it.</summary>
/// <typeparam name="TResult">The result's type.</typeparam>
internal abstract class ResultCall<TResult> : PendingCall, IValueTaskSource<TResult>
{
    // Many calls may be pooled: unusually long texts are not kept with them.
    private const int LongestTextKept = 1024;

    // By default continuations run elsewhere: a lane must not execute its callers' code.
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancellationToken;
    private byte[] _keyText = [];
    private bool _isTaken;

    /// <summary>The session that the call belongs to.</summary>
    /// <param name="session">The session.</param>
    protected ResultCall(StoreSession session) => Session = session;

    /// <summary>The session.</summary>
    protected StoreSession Session { get; }

    /// <summary>The operation, for errors.</summary>
    protected abstract StoreOperation Operation { get; }

    /// <summary>The memory of key and object; default if the call has none.</summary>
    protected RentedBuffer Rental { get; set; }

    /// <summary>True if creating the result needs the rental, so that it is kept until the result is taken.</summary>
    protected virtual bool NeedsRental => false;

    /// <summary>
    /// True to continue the caller on the thread that completes the call, mostly a lane. Only for callers whose next step is short and
    /// belongs to the SDK.
    /// </summary>
    protected bool ContinuesHere
    {
        set => _source.RunContinuationsAsynchronously = !value;
    }

    /// <summary>Passes the call to the pipeline.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The result, to be awaited once.</returns>
    internal ValueTask<TResult> Start(CancellationToken cancellationToken)
    {
        short version = _source.Version;
        _cancellationToken = cancellationToken;
        Session.Pipeline!.Start(this);
        if (cancellationToken.CanBeCanceled)
        {
            // The caller cannot have taken the result yet, so this is still the same call.
            _registration = cancellationToken.UnsafeRegister(static state => ((ResultCall<TResult>)state!).Cancel(), this);
        }

        return new ValueTask<TResult>(this, version);
    }

    /// <inheritdoc/>
    TResult IValueTaskSource<TResult>.GetResult(short token)
    {
        // Anything but a settled call of this version is a programming error of the caller, and leaves the call unchanged.
        if (_source.GetStatus(token) == ValueTaskSourceStatus.Pending)
        {
            throw new InvalidOperationException("The operation has not completed; await it.");
        }

        if (_isTaken)
        {
            throw new InvalidOperationException("The operation's result was already consumed; await a ValueTask only once, or use AsTask.");
        }

        _isTaken = true;
        try
        {
            _source.GetResult(token);
            return Outcome == CallOutcome.Answered ? Finish(Answer) : Fail();
        }
        finally
        {
            Consume();
        }
    }

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _source.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource<TResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    internal sealed override void Signal()
    {
        if (Outcome is CallOutcome.CanceledInQueue or CallOutcome.CanceledInCall)
        {
            WriteOutcome write = !Operation.Writes() ? WriteOutcome.NotAWrite : Outcome == CallOutcome.CanceledInCall ? WriteOutcome.Unknown : WriteOutcome.NotApplied;
            _source.SetException(new StoreCanceledException(Operation, write, _cancellationToken));
        }
        else
        {
            _source.SetResult(true);
        }
    }

    /// <summary>Creates the result from the return code, on the caller's thread.</summary>
    /// <param name="answer">The backend's return code.</param>
    protected abstract TResult Finish(long answer);

    /// <summary>Creates the result of a call without a return code of the backend, on the caller's thread.</summary>
    protected abstract TResult Fail();

    /// <summary>Returns memory other than the rental, if its ownership was not transferred.</summary>
    protected virtual void ReturnMemory()
    {
    }

    /// <summary>Sets the key of a call that has no rental for it.</summary>
    /// <param name="textWithNul">Its text, which is copied.</param>
    protected unsafe void SetKey(ReadOnlySpan<byte> textWithNul)
    {
        if (_keyText.Length < textWithNul.Length)
        {
            _keyText = GC.AllocateUninitializedArray<byte>(Math.Max(textWithNul.Length, RentalLayout.UsualKeyCapacity), pinned: true);
        }

        textWithNul.CopyTo(_keyText);
        Key = PinnedKey.PointerOf(_keyText);
        KeyLength = textWithNul.Length - 1;
    }

    /// <summary>Clears the state of one use, and keeps the object for the next; a call that is not reused does nothing.</summary>
    protected virtual void Recycle()
    {
    }

    /// <inheritdoc/>
    protected sealed override void OnLeft()
    {
        if (!NeedsRental)
        {
            ReturnRental();
        }
    }

    /// <inheritdoc/>
    protected sealed override void Release()
    {
        ReturnRental();
        ReturnMemory();
        Config = null;

        // A callback that is running may still use the call: then the call is not reused.
        bool isMine = _registration.Unregister() || !_cancellationToken.CanBeCanceled;
        _registration = default;
        _cancellationToken = default;
        if (isMine)
        {
            _isTaken = false;
            _keyText = _keyText.Length > LongestTextKept ? [] : _keyText;
            _source.Reset();
            Reset();
            Recycle();
        }
    }

    /// <summary>Returns the rental, if the call still has one.</summary>
    protected void ReturnRental()
    {
        RentedBuffer rental = Rental;
        if (!rental.IsDefault)
        {
            Rental = default;
            rental.Return();
        }
    }

    private void Cancel() => Group?.Cancel(this);
}
