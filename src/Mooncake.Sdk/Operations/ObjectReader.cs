using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Observability;
using Mooncake.Records;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>Reads objects of one kind. Thread-safe; one for each session and kind.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
internal sealed partial class ObjectReader<TKey, TValue>
    where TKey : struct, IStoreKey<TKey>
{
    /// <summary>How many objects of unknown size are asked for at a time, where their values are all held until they are taken.</summary>
    private const int UnknownObjectsOfABatch = 32;

    private readonly StoreSession _session;
    private readonly StoreBackend _backend;
    private readonly SizeEstimate _estimate;
    private readonly ObjectDecoder<TKey, TValue> _decoder;
    private readonly IInPlaceReader? _inPlace;
    private readonly int _keyCapacity;

    /// <summary>Reads in a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="decoder">How bytes become values.</param>
    internal ObjectReader(StoreSession session, ObjectDecoder<TKey, TValue> decoder)
    {
        _session = session;
        _backend = session.Backend;
        _decoder = decoder;
        _inPlace = session.Backend.GetCapability<IInPlaceReader>();
        _keyCapacity = RentalLayout.UsualKeyCapacityUpTo(session.Options.MaxKeyBytes);
        _estimate = new SizeEstimate(decoder.FixedSize);
        Tag = new RentalTag(StoreOperation.Get, decoder.Name);
    }

    /// <summary>Who rents buffers, and what for.</summary>
    internal RentalTag Tag { get; }

    /// <summary>The bytes that the next object is expected to take; before the first one that is a guess on the safe side.</summary>
    internal long ExpectedBytes => _estimate.IsGuess ? BatchLimits.Bytes / UnknownObjectsOfABatch : _estimate.Capacity;

    /// <summary>Reads one object.</summary>
    internal ValueTask<StoreResult<TValue>> GetAsync(in TKey key, CancellationToken cancellationToken) =>
        GetAsync(in key, _session.DeadlineFromNow, cancellationToken);

    /// <summary>Reads one object as a part of an operation.</summary>
    /// <param name="key">The key.</param>
    /// <param name="deadline">When the caller is answered at the latest; 0 where that is decided if there is something to wait for.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    private ValueTask<StoreResult<TValue>> GetAsync(in TKey key, long deadline, CancellationToken cancellationToken)
    {
        _session.ThrowIfClosed();
        return _inPlace is not null && !cancellationToken.IsCancellationRequested && TryGetInPlace(in key, out StoreResult<TValue> result)
            ? new ValueTask<StoreResult<TValue>>(result)
            : GetThere(in key, deadline, cancellationToken);
    }

    /// <summary>Reads one object into a registered buffer.</summary>
    private ValueTask<StoreResult<TValue>> GetThere(in TKey key, long deadline, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Cancellation.TaskOf<StoreResult<TValue>>(StoreOperation.Get, cancellationToken);
        }

        if (_session.Pipeline is not null)
        {
            return GetQueued(in key, deadline, cancellationToken);
        }

        GetAttempt attempt = NewAttempt();
        while (_session.Pool.TryRent(attempt.Layout.RentalSize, Tag, out RentedBuffer buffer, out _))
        {
            if (TryFinish(in key, ref attempt, ref buffer, out StoreResult<TValue> result))
            {
                return new ValueTask<StoreResult<TValue>>(result);
            }
        }

        return GetWaitingAsync(key, attempt, deadline != 0 ? deadline : _session.LimitFromNow, cancellationToken);
    }

    /// <summary>The same, where no registered buffer is free at once.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult<TValue>> GetWaitingAsync(TKey key, GetAttempt attempt, long deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            StoreResult<RentedBuffer> rented = await _session.Pool.RentAsync(attempt.Layout.RentalSize, Tag, deadline, cancellationToken).On(_session.Threads);
            if (!rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
            {
                return StoreResult<TValue>.Failed(error!.WithKey(KeyText.ToText(in key)));
            }

            if (TryFinish(in key, ref attempt, ref buffer, out StoreResult<TValue> result))
            {
                return result;
            }
        }
    }

    /// <summary>Uses up one rental: reads and decodes, or finds that another rental is needed.</summary>
    /// <returns>True if there is a result; false if the attempt wants another rental, of the size that it says by now.</returns>
    // Not inlined: together with the renting, more calls would remain inside than this one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe bool TryFinish(in TKey key, ref GetAttempt attempt, ref RentedBuffer buffer, out StoreResult<TValue> result)
    {
        try
        {
            // Asked for once: each time costs a look whether the rental lasts.
            byte* memory = buffer.Pointer;
            StoreErrorCode code = attempt.Layout.WriteKey(in key, memory, out bool needsLargerRental);
            if (code != StoreErrorCode.Ok)
            {
                result = needsLargerRental ? default : RefuseKey(code, in key);
                return !needsLargerRental;
            }

            byte* keyText = attempt.Layout.KeyOf(memory);
            while (true)
            {
                long answer = _backend.GetInto(keyText, attempt.Layout.KeyLength, memory, (nuint)attempt.Layout.ObjectCapacity);
                switch (answer >= 0 ? GetRetry.None : attempt.Judge(answer))
                {
                    case GetRetry.None:
                        result = Conclude(in key, in attempt.Layout, ref buffer, memory, answer);
                        return true;
                    case GetRetry.AsItIs:
                        continue;
                    default:
                        long size = _backend.GetSize(keyText, attempt.Layout.KeyLength);
                        bool fits = size < 0 || attempt.Layout.TryResize(size);
                        result = size >= 0 && fits ? default : ConcludeSize(in key, size);
                        return size < 0 || !fits;
                }
            }
        }
        finally
        {
            if (!buffer.IsDefault)
            {
                buffer.Return();
            }
        }
    }

    /// <summary>Turns a final answer into a result.</summary>
    internal unsafe StoreResult<TValue> Conclude(in TKey key, in RentalLayout layout, ref RentedBuffer buffer, byte* memory, long answer)
    {
        if (answer < 0 || answer > layout.ObjectCapacity)
        {
            return Conclude(in key, answer);
        }

        _estimate.Saw((int)answer);
        _session.Telemetry.Calls.Read(answer);
        return Decode(ref buffer, new ReadOnlySpan<byte>(memory, (int)answer), layout.KeyTextOf(memory), in key);
    }

    /// <summary>Reads a value, and tells the log of an object that is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private StoreResult<TValue> Decode(ref RentedBuffer buffer, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> keyText, in TKey key) =>
        LogIfFailed(_decoder.Decode(ref buffer, bytes, keyText, in key));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private StoreResult<TValue> LogIfFailed(StoreResult<TValue> result)
    {
        if (result.IsFailed)
        {
            Log.Unreadable(_session.Logger, _decoder.Name, result.Error);
        }

        return result;
    }

    /// <summary>Turns an answer that brought no object into a result.</summary>
    private StoreResult<TValue> Conclude(in TKey key, long answer) =>
        answer == (int)StoreErrorCode.ObjectNotFound ? StoreResult<TValue>.MissingAt(in key)
        : answer < 0 ? StoreResult<TValue>.Failed(_session.Error(answer, StoreOperation.Get, KeyText.ToText(in key)))
        : StoreResult<TValue>.Failed(OperationErrors.Unreadable(StoreErrorCode.SizeMismatch, _decoder.Name, KeyText.ToText(in key)));

    /// <summary>Turns a size that led to no second try into a result.</summary>
    /// <param name="key">The key.</param>
    /// <param name="size">What the backend answered: an error, or more bytes than a buffer can hold.</param>
    internal StoreResult<TValue> ConcludeSize(in TKey key, long size) =>
        size < 0 ? Conclude(in key, size) : StoreResult<TValue>.Failed(TooLarge(in key, size));

    private GetAttempt NewAttempt() => new(_estimate.Capacity, _session.Options.MaxKeyBytes);

    private static StoreError TooLarge(in TKey key, long size) =>
        OperationErrors.Refused(
            StoreErrorCode.ObjectTooLarge,
            StoreOperation.Get,
            KeyText.ToText(in key),
            $"The object is {size} bytes large, and one buffer takes at most {RentalLayout.MaxObjectCapacity}.",
            "Read it in the process that wrote it, or store it in parts.");
}
