using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Native;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>One read on its way through the pipeline.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
/// <typeparam name="TDecoder">How bytes become values.</typeparam>
internal sealed class GetCall<TKey, TValue, TDecoder> : ResultCall<StoreResult<TValue>>
    where TKey : struct, IStoreKey<TKey>
    where TDecoder : struct, IObjectDecoder<TKey, TValue>
{
    private readonly ObjectReader<TKey, TValue, TDecoder> _reader;
    private GetAttempt _attempt;
    private TKey _key;
    private StoreError? _rentError;

    /// <summary>Creates a call for a reader.</summary>
    internal GetCall(StoreSession session, ObjectReader<TKey, TValue, TDecoder> reader)
        : base(session) => _reader = reader;

    /// <inheritdoc/>
    protected override StoreOperation Operation => StoreOperation.Get;

    /// <inheritdoc/>
    protected override bool NeedsRental => true;

    /// <summary>Takes what one read needs.</summary>
    /// <param name="key">The key.</param>
    /// <param name="attempt">The attempt, its key written into the rental.</param>
    /// <param name="rental">The rental; the call returns it.</param>
    internal void Prepare(in TKey key, in GetAttempt attempt, RentedBuffer rental)
    {
        _key = key;
        _attempt = attempt;
        Deadline = Session.Pipeline!.DeadlineFromNow;
        Use(rental);
    }

    /// <inheritdoc/>
    internal override unsafe long Execute(StoreBackend backend) => backend.GetSize(Key, KeyLength);

    /// <inheritdoc/>
    internal override bool TryContinue(long answer)
    {
        if (Kind == CallKind.Alone)
        {
            // The answer is the object's size, asked for because the room was too small.
            return answer >= 0 && _attempt.Layout.TryResize(answer) && TryGrow();
        }

        switch (answer >= 0 ? GetRetry.None : _attempt.Judge(answer))
        {
            case GetRetry.WithExactSize:
                Kind = CallKind.Alone;
                break;
            case GetRetry.AsItIs:
                break;
            default:
                return false;
        }

        Group!.Requeue(this);
        return true;
    }

    /// <inheritdoc/>
    protected override StoreResult<TValue> Finish(long answer)
    {
        if (_rentError is not null)
        {
            return StoreResult<TValue>.Failed(_rentError);
        }

        if (Kind == CallKind.Alone)
        {
            return _reader.ConcludeSize(in _key, answer);
        }

        RentedBuffer rental = Rental;
        Rental = default;
        try
        {
            return _reader.Conclude(in _key, in _attempt.Layout, ref rental, answer);
        }
        finally
        {
            // A decoder that keeps the rental has set it to default.
            Rental = rental;
        }
    }

    /// <inheritdoc/>
    protected override StoreResult<TValue> Fail() =>
        StoreResult<TValue>.Failed(_rentError ?? PipelineErrors.Of(this, StoreOperation.Get, KeyText.ToText(in _key), Session.Options));

    /// <inheritdoc/>
    protected override void Recycle()
    {
        _key = default;
        _rentError = null;
        _reader.Keep(this);
    }

    private unsafe void Use(RentedBuffer rental)
    {
        Rental = rental;
        Kind = CallKind.Get;
        Key = _attempt.Layout.KeyOf(rental);
        KeyLength = _attempt.Layout.KeyLength;
        Buffer = rental.Pointer;
        Room = (nuint)_attempt.Layout.ObjectRoom;
    }

    /// <summary>Goes on with a larger rental, now or when one is free.</summary>
    private bool TryGrow()
    {
        LaneGroup group = Group!;
        group.Park(this);
        ValueTask<StoreResult<RentedBuffer>> renting = Session.Pool.RentAsync(
            _attempt.Layout.RentalSize, _reader.Tag, Deadline, CancellationToken.None);
        if (renting.IsCompleted)
        {
            GoOn(group, renting.GetAwaiter().GetResult());
        }
        else
        {
            _ = GoOnLaterAsync(group, renting);
        }

        return true;
    }

    private async Task GoOnLaterAsync(LaneGroup group, ValueTask<StoreResult<RentedBuffer>> renting) =>
        GoOn(group, await renting.ConfigureAwait(false));

    private unsafe void GoOn(LaneGroup group, StoreResult<RentedBuffer> rented)
    {
        if (rented.TryGetValue(out RentedBuffer larger, out StoreError? error))
        {
            // The key's text moves along; a caller that was answered meanwhile touches neither rental.
            RentedBuffer smaller = Rental;
            KeyBytes.CopyTo(new Span<byte>(_attempt.Layout.KeyOf(larger), KeyLength));
            _attempt.Layout.KeyOf(larger)[KeyLength] = 0;
            Use(larger);
            smaller.Return();
        }
        else
        {
            _rentError = error;
            TryAnswer(CallOutcome.Faulted, fault: error);
        }

        group.Requeue(this);
    }
}
