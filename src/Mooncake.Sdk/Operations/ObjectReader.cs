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
    /// <summary>
    /// The number of objects of unknown size that are requested at a time, if their values keep their buffers until they are taken.
    /// </summary>
    private const int UnknownObjectsOfABatch = 32;

    private readonly StoreSession _session;
    private readonly StoreBackend _backend;
    private readonly SizeEstimate _estimate;
    private readonly ObjectDecoder<TKey, TValue> _decoder;
    private readonly IInPlaceReader? _inPlace;
    private readonly int _keyCapacity;

    /// <summary>Creates the reader of a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="decoder">Converts bytes to values.</param>
    /// <param name="estimate">The estimate of another reader of the same objects, or null.</param>
    internal ObjectReader(StoreSession session, ObjectDecoder<TKey, TValue> decoder, SizeEstimate? estimate = null)
    {
        _session = session;
        _backend = session.Backend;
        _decoder = decoder;
        _inPlace = session.Backend.GetCapability<IInPlaceReader>();
        _keyCapacity = RentalLayout.UsualKeyCapacityUpTo(session.Options.MaxKeyBytes);
        _estimate = estimate ?? new SizeEstimate(decoder.FixedSize);
        Tag = new RentalTag(StoreOperation.Get, decoder.Name);
    }

    /// <summary>The holder and the purpose of rented buffers.</summary>
    internal RentalTag Tag { get; }

    /// <summary>The expected size of the next object in bytes; before the first one, a generous estimate.</summary>
    internal long ExpectedBytes => _estimate.IsGuess ? BatchLimits.StreamBytes / UnknownObjectsOfABatch : _estimate.Capacity;

    /// <summary>The sizes of recent objects.</summary>
    internal SizeEstimate Estimate => _estimate;

    /// <summary>Reads one object.</summary>
    internal ValueTask<StoreResult<TValue>> GetAsync(in TKey key, CancellationToken cancellationToken) =>
        GetAsync(in key, _session.DeadlineFromNow, cancellationToken);

    /// <summary>Reads one object as a part of an operation.</summary>
    /// <param name="key">The key.</param>
    /// <param name="deadline">The caller's deadline; 0 to compute it only if there is something to wait for.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult<TValue>> GetAsync(in TKey key, long deadline, CancellationToken cancellationToken)
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

        GetAttempt attempt = NewAttempt();
        while (_session.Pool.TryRent(attempt.Layout.RentalSize, Tag, out RentedBuffer buffer, out _))
        {
            if (TryUse(in key, ref attempt, buffer, deadline, cancellationToken, out ValueTask<StoreResult<TValue>> result))
            {
                return result;
            }
        }

        return GetWaitingAsync(key, attempt, deadline != 0 ? deadline : _session.LimitFromNow, cancellationToken);
    }

    /// <summary>The same, if no registered buffer is immediately available.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult<TValue>> GetWaitingAsync(
        TKey key, GetAttempt attempt, long deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            StoreResult<RentedBuffer> rented = await _session.Pool.RentAsync(
                attempt.Layout.RentalSize, Tag, deadline, cancellationToken).On(_session.Threads);
            if (!rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
            {
                return StoreResult<TValue>.Failed(error!.WithKey(KeyText.ToText(in key)));
            }

            if (TryUse(in key, ref attempt, buffer, deadline, cancellationToken, out ValueTask<StoreResult<TValue>> result))
            {
                return await result.On(_session.Threads);
            }
        }
    }

    /// <summary>Uses one rental: here, or through the pipeline.</summary>
    /// <returns>True if there is a result; false if the attempt needs another rental, of the size that it now states.</returns>
    private bool TryUse(
        in TKey key,
        ref GetAttempt attempt,
        RentedBuffer buffer,
        long deadline,
        CancellationToken cancellationToken,
        out ValueTask<StoreResult<TValue>> result)
    {
        if (_session.Pipeline is not null)
        {
            return TryStart(in key, ref attempt, buffer, deadline, cancellationToken, out result);
        }

        bool isDone = TryFinish(in key, ref attempt, ref buffer, out StoreResult<TValue> value);
        result = new ValueTask<StoreResult<TValue>>(value);
        return isDone;
    }

    /// <summary>Reads and decodes on this thread, or determines that another rental is needed.</summary>
    // Not inlined: inlined into the renting method, more calls would remain than this one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe bool TryFinish(in TKey key, ref GetAttempt attempt, ref RentedBuffer buffer, out StoreResult<TValue> result)
    {
        try
        {
            // Read once: each access checks whether the rental is valid.
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

    /// <summary>Converts a final return code to a result.</summary>
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

    /// <summary>Reads a value, and logs an object that is not a valid value.</summary>
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

    /// <summary>Converts a return code without an object to a result.</summary>
    private StoreResult<TValue> Conclude(in TKey key, long answer) =>
        answer == (int)StoreErrorCode.ObjectNotFound ? StoreResult<TValue>.MissingAt(in key)
        : answer < 0 ? StoreResult<TValue>.Failed(_session.Error(answer, StoreOperation.Get, KeyText.ToText(in key)))
        : StoreResult<TValue>.Failed(OperationErrors.Unreadable(StoreErrorCode.SizeMismatch, _decoder.Name, KeyText.ToText(in key)));

    /// <summary>Converts a size that led to no second attempt to a result.</summary>
    /// <param name="key">The key.</param>
    /// <param name="size">The backend's return value: an error, or a size larger than any buffer.</param>
    internal StoreResult<TValue> ConcludeSize(in TKey key, long size) =>
        size < 0 ? Conclude(in key, size) : StoreResult<TValue>.Failed(TooLarge(in key, size));

    private GetAttempt NewAttempt() => new(_estimate.Capacity, _session.Options.MaxKeyBytes);

    private static StoreError TooLarge(in TKey key, long size) =>
        OperationErrors.Refused(
            StoreErrorCode.ObjectTooLarge,
            StoreOperation.Get,
            KeyText.ToText(in key),
            $"The object is {size} bytes, but one buffer holds at most {RentalLayout.MaxObjectCapacity} bytes.",
            "Read it in the process that wrote it, or store it in parts.");
}
