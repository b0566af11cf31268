using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>One read on its way through the pipeline.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
internal sealed class GetCall<TKey, TValue> : ResultCall<StoreResult<TValue>>, IRentReceiver
    where TKey : struct, IStoreKey<TKey>
{
    private readonly ObjectReader<TKey, TValue> _reader;
    private GetAttempt _attempt;
    private TKey _key;

    /// <summary>Creates a call for a reader.</summary>
    internal GetCall(StoreSession session, ObjectReader<TKey, TValue> reader)
        : base(session) => _reader = reader;

    /// <summary>Returns the buffer of a result that was not taken and can no longer be taken.</summary>
    ~GetCall() => ReturnRental();

    /// <inheritdoc/>
    protected override StoreOperation Operation => StoreOperation.Get;

    /// <inheritdoc/>
    protected override bool NeedsRental => true;

    /// <summary>Prepares the call.</summary>
    /// <param name="key">The key.</param>
    /// <param name="attempt">The attempt, its key written into the rental.</param>
    /// <param name="rental">The rental; the call returns it.</param>
    /// <param name="deadline">The caller's deadline.</param>
    internal void Prepare(in TKey key, in GetAttempt attempt, RentedBuffer rental, long deadline)
    {
        _key = key;
        _attempt = attempt;
        Deadline = deadline;
        Use(rental);
    }

    /// <inheritdoc/>
    internal override unsafe long Execute(StoreBackend backend) => backend.GetSize(Key, KeyLength);

    /// <inheritdoc/>
    internal override bool TryContinue(long answer)
    {
        if (Kind == CallKind.Unbatched)
        {
            // The number is the object's size, requested because the buffer was too small.
            if (answer < 0 || !_attempt.Layout.TryResize(answer))
            {
                return false;
            }

            return TryGrow();
        }

        switch (answer >= 0 ? GetRetry.None : _attempt.Judge(answer))
        {
            case GetRetry.WithExactSize:
                Kind = CallKind.Unbatched;
                break;
            case GetRetry.AsItIs:
                break;
            default:
                return false;
        }

        Session.Pipeline!.Requeue(this);
        return true;
    }

    /// <inheritdoc/>
    protected override unsafe StoreResult<TValue> Finish(long answer)
    {
        if (Kind == CallKind.Unbatched)
        {
            return _reader.ConcludeSize(in _key, answer);
        }

        RentedBuffer rental = Rental;
        Rental = default;
        try
        {
            return _reader.Conclude(in _key, in _attempt.Layout, ref rental, rental.Pointer, answer);
        }
        finally
        {
            // A decoder that keeps the rental has set it to default.
            Rental = rental;
        }
    }

    /// <inheritdoc/>
    protected override StoreResult<TValue> Fail() =>
        StoreResult<TValue>.Failed(PipelineErrors.Of(this, StoreOperation.Get, KeyText.ToText(in _key), Session.Options));

    /// <inheritdoc/>
    protected override void Recycle()
    {
        _key = default;
        _reader.Keep(this);
    }

    private unsafe void Use(RentedBuffer rental)
    {
        Rental = rental;
        Kind = CallKind.Get;
        Key = _attempt.Layout.KeyOf(rental);
        KeyLength = _attempt.Layout.KeyLength;
        Buffer = rental.Pointer;
        Capacity = (nuint)_attempt.Layout.ObjectCapacity;
    }

    /// <summary>Continues with a larger rental, now or when one is available.</summary>
    /// <returns>False if the call was completed instead, and its lane still owns it.</returns>
    private unsafe bool TryGrow()
    {
        try
        {
            if (Session.Pool.TryRent(_attempt.Layout.RentalSize, _reader.Tag, out RentedBuffer larger, out _))
            {
                RentedBuffer smaller = Rental;
                UseWithKey(larger);
                smaller.Return();
                Session.Pipeline!.Requeue(this);
                return true;
            }

            // No call waits for memory while it owns some: such calls would wait for each other.
            SetKey(new ReadOnlySpan<byte>(Key, KeyLength + 1));
            Group!.Park(this);
            ReturnRental();
            Session.Pool.RentFor(_attempt.Layout.RentalSize, _reader.Tag, Deadline, this);
            return true;
        }
        catch (InvalidOperationException misused)
        {
            // The pool throws if it detects that memory was misused; the caller that waits for this call must get an error, and its lane
            // must not end.
            TryAnswer(CallOutcome.Faulted, fault: BufferErrors.Misused(_reader.Tag, misused));
            return false;
        }
    }

    /// <inheritdoc/>
    void IRentReceiver.Receive(StoreResult<RentedBuffer> rented)
    {
        if (rented.TryGetValue(out RentedBuffer larger, out StoreError? error))
        {
            UseWithKey(larger);
        }
        else
        {
            TryAnswer(CallOutcome.Faulted, fault: error);
        }

        Session.Pipeline!.Requeue(this);
    }

    /// <summary>Copies the key's text; a caller that has completed meanwhile uses no rental.</summary>
    private unsafe void UseWithKey(RentedBuffer larger)
    {
        new ReadOnlySpan<byte>(Key, KeyLength + 1).CopyTo(new Span<byte>(_attempt.Layout.KeyOf(larger), KeyLength + 1));
        Use(larger);
    }
}
