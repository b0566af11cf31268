using System.Threading.Tasks.Sources;
using Mooncake.Operations;

namespace Mooncake.Buffers;

/// <summary>
/// A caller that waits for a buffer. Reused after its outcome was taken. It is settled once, while the gate is held, when it leaves its
/// queue; the thread that settled it publishes it after releasing the gate.
/// </summary>
internal sealed class RentWaiter : IValueTaskSource<StoreResult<RentedBuffer>>
{
    private readonly RegisteredBufferPool _pool;
    private ManualResetValueTaskSourceCore<StoreResult<RentedBuffer>> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;

    /// <summary>Creates a waiter for a pool.</summary>
    internal RentWaiter(RegisteredBufferPool pool)
    {
        _pool = pool;
        InQueue = new LinkedListNode<RentWaiter>(this);
    }

    /// <summary>True if the caller makes the pool grow itself and then checks what it received: it is not completed by others.</summary>
    internal bool IsProbe { get; private set; }

    /// <summary>Bytes requested.</summary>
    internal nint Size { get; private set; }

    /// <summary>The size class, or <see cref="BufferRun.Dedicated"/>.</summary>
    internal int SizeClass { get; private set; }

    /// <summary>The holder and the purpose.</summary>
    internal RentalTag Tag { get; private set; }

    /// <summary>The caller's deadline.</summary>
    internal long Deadline { get; private set; }

    /// <summary>The caller's token.</summary>
    internal CancellationToken CancellationToken { get; private set; }

    /// <summary>The receiver of the outcome; null if the caller awaits the task.</summary>
    internal IRentReceiver? Receiver { get; private set; }

    /// <summary>The waiter's place in a queue; in none once the waiter is settled. Gate.</summary>
    internal LinkedListNode<RentWaiter> InQueue { get; }

    /// <summary>The block that the waiter was settled with; no run if it got none.</summary>
    internal BlockRef Granted { get; set; }

    /// <summary>The error that the waiter was settled with; null with no block means that the caller cancelled.</summary>
    internal StoreError? Refused { get; set; }

    /// <summary>The task for the outcome.</summary>
    internal ValueTask<StoreResult<RentedBuffer>> Task => new(this, _core.Version);

    /// <summary>Initializes the waiter for reuse.</summary>
    internal void Prepare(
        nint size,
        int sizeClass,
        RentalTag tag,
        long deadline,
        IRentReceiver? receiver = null,
        bool isProbe = false,
        CancellationToken cancellationToken = default)
    {
        Receiver = receiver;
        IsProbe = isProbe;
        Size = size;
        SizeClass = sizeClass;
        Tag = tag;
        Deadline = deadline;
        CancellationToken = cancellationToken;
    }

    /// <summary>
    /// Registers for the caller's token. Not while the gate is held: a token that is already cancelled calls back immediately.
    /// </summary>
    internal void ListenForCancellation()
    {
        if (CancellationToken.CanBeCanceled)
        {
            _registration = CancellationToken.UnsafeRegister(
                static state =>
                {
                    var waiter = (RentWaiter)state!;
                    waiter._pool.Cancel(waiter);
                },
                this);
        }
    }

    /// <summary>Completes the caller, which may take the waiter for reuse immediately.</summary>
    internal void Publish()
    {
        if (Receiver is { } receiver)
        {
            Hand(receiver);
            return;
        }

        if (Granted.Run is null && Refused is null)
        {
            _core.SetException(Cancellation.NothingDone(Tag.Operation, CancellationToken));
            return;
        }

        StoreResult<RentedBuffer> result;
        try
        {
            result = TakeOutcome();
        }
        catch (InvalidOperationException poisoned)
        {
            _core.SetException(poisoned);
            return;
        }

        _core.SetResult(result);
    }

    /// <summary>Converts the settled outcome to the caller's result; a block's rental starts here.</summary>
    /// <exception cref="InvalidOperationException">The block was written to after its return.</exception>
    private StoreResult<RentedBuffer> TakeOutcome() => Granted.Run is not null
        ? StoreResult<RentedBuffer>.Found(_pool.Begin(Granted, Size, Tag))
        : StoreResult<RentedBuffer>.Failed(Refused!);

    /// <summary>Makes the waiter ready for reuse.</summary>
    /// <returns>False if the token's callback may still run: then the object is left to the garbage collector.</returns>
    internal bool TryReset()
    {
        bool isQuiet = !CancellationToken.CanBeCanceled || _registration.Unregister();
        _registration = default;
        CancellationToken = default;
        Receiver = null;
        Tag = default;
        Granted = default;
        Refused = null;
        _core.Reset();
        return isQuiet;
    }

    private void Hand(IRentReceiver receiver)
    {
        StoreResult<RentedBuffer> outcome;
        try
        {
            outcome = TakeOutcome();
        }
        catch (InvalidOperationException poisoned)
        {
            outcome = StoreResult<RentedBuffer>.Failed(BufferErrors.Misused(Tag, poisoned));
        }

        _pool.Recycle(this);
        receiver.Receive(outcome);
    }

    StoreResult<RentedBuffer> IValueTaskSource<StoreResult<RentedBuffer>>.GetResult(short token)
    {
        // A caller that awaits twice must not recycle the waiter while its next user has it.
        _core.GetStatus(token);
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _pool.Recycle(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<StoreResult<RentedBuffer>>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<StoreResult<RentedBuffer>>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
