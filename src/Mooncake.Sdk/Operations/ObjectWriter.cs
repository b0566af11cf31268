using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Options;
using Mooncake.Serialization;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>Stores objects of one kind. Thread-safe; one for each session and kind.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
internal sealed partial class ObjectWriter<TKey, TValue>
    where TKey : struct, IStoreKey<TKey>
{
    private readonly StoreSession _session;
    private readonly StoreBackend _backend;
    private readonly KeyOperations<TKey> _queries;
    private readonly ObjectEncoder<TValue> _encoder;
    private readonly IInPlaceWriter? _inPlace;
    private readonly IConditionalWriter? _conditional;
    private readonly int _keyCapacity;

    /// <summary>Creates the writer of a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="queries">Removes objects, for replacements.</param>
    /// <param name="encoder">Converts values to bytes.</param>
    internal ObjectWriter(StoreSession session, KeyOperations<TKey> queries, ObjectEncoder<TValue> encoder)
    {
        _session = session;
        _encoder = encoder;
        _queries = queries;
        _backend = session.Backend;
        _inPlace = session.Backend.GetCapability<IInPlaceWriter>();

        _conditional = session.ConditionalWriter;
        _keyCapacity = RentalLayout.UsualKeyCapacityUpTo(session.Options.MaxKeyBytes);
    }

    /// <summary>The holder and the purpose of rentals.</summary>
    internal RentalTag Tag => new(StoreOperation.Put, _encoder.Name);

    /// <summary>Stores one object.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value; must not change until the operation has completed.</param>
    /// <param name="options">Replication and pins, or null for the default.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult> PutAsync(in TKey key, in TValue value, PutOptions? options, CancellationToken cancellationToken) =>
        PutAsync(in key, in value, options, _session.DeadlineFromNow, cancellationToken);

    /// <summary>Stores one object as a part of an operation.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="options">Replication and pins, or null for the default.</param>
    /// <param name="deadline">The caller's deadline; 0 to compute it only if there is something to wait for.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    private ValueTask<StoreResult> PutAsync(
        in TKey key, in TValue value, PutOptions? options, long deadline, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Cancellation.TaskOf<StoreResult>(StoreOperation.Put, cancellationToken);
        }

        return options is { NeedsConditionalWriter: true }
            ? PutConditionallyAsync(key, value, options, StoreOperation.Put, deadline, cancellationToken)
            : _inPlace is not null ? new ValueTask<StoreResult>(PutInPlace(in key, in value, options))
            : PutBuffered(in key, in value, options, deadline, cancellationToken);
    }

    /// <summary>Stores one object through a registered buffer.</summary>
    private ValueTask<StoreResult> PutBuffered(
        in TKey key, in TValue value, PutOptions? options, long deadline, CancellationToken cancellationToken)
    {
        _session.ThrowIfClosed();
        return TryLayOut(in key, in value, StoreOperation.Put, out RentalLayout layout, out StoreResult refused)
            ? PutBuffered(in key, in value, options, conditional: null, layout, deadline, cancellationToken)
            : new ValueTask<StoreResult>(refused);
    }

    /// <summary>The same, once the size of the rental is known.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <param name="conditional">Put or replace to make one conditional write; null to put without conditions.</param>
    /// <param name="layout">The layout of the rental.</param>
    /// <param name="deadline">The caller's deadline; 0 to compute it only if there is something to wait for.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    private ValueTask<StoreResult> PutBuffered(
        in TKey key,
        in TValue value,
        PutOptions? options,
        StoreOperation? conditional,
        RentalLayout layout,
        long deadline,
        CancellationToken cancellationToken)
    {
        RentalTag tag = Tag with { Operation = conditional ?? StoreOperation.Put };
        while (_session.Pool.TryRent(layout.RentalSize, tag, out RentedBuffer buffer, out _))
        {
            if (TryUse(
                in key, in value, options, conditional, ref layout, buffer, deadline, cancellationToken, out ValueTask<StoreResult> result))
            {
                return result;
            }
        }

        return PutWaitingAsync(
            key, value, options, conditional, layout, tag, deadline != 0 ? deadline : _session.LimitFromNow, cancellationToken);
    }

    /// <summary>The same, if no registered buffer is immediately available.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult> PutWaitingAsync(
        TKey key,
        TValue value,
        PutOptions? options,
        StoreOperation? conditional,
        RentalLayout layout,
        RentalTag tag,
        long deadline,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            StoreResult<RentedBuffer> rented = await _session.Pool.RentAsync(
                layout.RentalSize, tag, deadline, cancellationToken).On(_session.Threads);
            if (!rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
            {
                layout.TakeBytes()?.Dispose();
                return StoreResult.Failed(error!.WithKey(KeyText.ToText(in key)));
            }

            if (TryUse(
                in key, in value, options, conditional, ref layout, buffer, deadline, cancellationToken, out ValueTask<StoreResult> result))
            {
                return await result.On(_session.Threads);
            }
        }
    }

    /// <summary>
    /// The size of a value's object in bytes, or the usual size if only writing it would determine it; 0 for a value that cannot be stored.
    /// </summary>
    internal long BytesOf(in TValue value) => value is null ? 0 : _encoder.Estimate(in value);

    /// <summary>Determines the size of the rental for a value: exactly, or by an estimate if only writing it determines its size.</summary>
    /// <returns>False if the value cannot be stored; then <paramref name="refused"/> contains the error.</returns>
    private bool TryLayOut(in TKey key, in TValue value, StoreOperation operation, out RentalLayout layout, out StoreResult refused)
    {
        if (_encoder.UsualCapacity is not 0 and int usual)
        {
            layout = RentalLayout.Guess(usual, _session.Options.MaxKeyBytes);
            refused = default;
            return true;
        }

        return TryLayOutExactly(in key, in value, operation, out layout, out refused);
    }

    /// <summary>Measures a value, and creates the layout of its rental. The layout owns the bytes that measuring has written.</summary>
    private bool TryLayOutExactly(in TKey key, in TValue value, StoreOperation operation, out RentalLayout layout, out StoreResult refused)
    {
        MemoryPackBuffer? bytes = null;
        bool isMeasured = TryMeasure(in key, in value, operation, ref bytes, out int size, out refused);
        layout = RentalLayout.Exact(size, bytes, _session.Options.MaxKeyBytes);
        return isMeasured;
    }

    /// <summary>Measures a value.</summary>
    /// <returns>False if the value cannot be stored; then <paramref name="refused"/> contains the error.</returns>
    private bool TryMeasure(
        in TKey key, in TValue value, StoreOperation operation, ref MemoryPackBuffer? bytes, out int size, out StoreResult refused)
    {
        WriteFault fault = _encoder.Measure(in value, ref bytes, out size);
        if (fault.IsNone && size == 0)
        {
            fault = new WriteFault(StoreErrorCode.EmptyObject);
        }

        refused = fault.IsNone ? default : Refuse(fault, operation, in key);
        return fault.IsNone;
    }

    /// <summary>Writes key and object into a rental.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, as it was measured.</param>
    /// <param name="layout">The layout; grows if <paramref name="needsLargerRental"/> is true.</param>
    /// <param name="buffer">The rental.</param>
    /// <param name="needsLargerRental">True if the key or the value needs a larger rental.</param>
    private unsafe WriteFault Encode(in TKey key, in TValue value, ref RentalLayout layout, RentedBuffer buffer, out bool needsLargerRental)
    {
        byte* memory = buffer.Pointer;
        StoreErrorCode code = layout.WriteKey(in key, memory, out needsLargerRental);
        if (layout.IsGuess && code == StoreErrorCode.Ok)
        {
            return Write(in value, ref layout, memory, out needsLargerRental);
        }

        if (needsLargerRental || layout.Bytes is null)
        {
            return code == StoreErrorCode.Ok
                ? _encoder.Encode(in value, bytes: default, layout.KeyTextOf(memory), new Span<byte>(memory, layout.ObjectCapacity))
                : new WriteFault(code);
        }

        using MemoryPackBuffer? bytes = layout.TakeBytes();
        return code == StoreErrorCode.Ok
            ? _encoder.Encode(in value, bytes!.WrittenBytes, layout.KeyTextOf(memory), new Span<byte>(memory, layout.ObjectCapacity))
            : new WriteFault(code);
    }

    /// <summary>Writes a value that was not measured into a rental of the usual size.</summary>
    private unsafe WriteFault Write(in TValue value, ref RentalLayout layout, byte* memory, out bool needsLargerRental)
    {
        WriteFault fault = _encoder.Write(
            in value, layout.KeyTextOf(memory), memory, layout.ObjectCapacity, out int size, out MemoryPackBuffer? bytes);
        needsLargerRental = bytes is not null;
        if (bytes is not null)
        {
            layout.Outgrow(size, bytes);
            return new WriteFault(StoreErrorCode.ObjectTooLarge);
        }

        layout.Fit(size);
        return fault;
    }

    /// <summary>Uses one rental: encodes the value, and stores it here or through the pipeline.</summary>
    /// <returns>True if there is a result; false if the layout needs another rental, of the size that it now states.</returns>
    private bool TryUse(
        in TKey key,
        in TValue value,
        PutOptions? options,
        StoreOperation? conditional,
        ref RentalLayout layout,
        RentedBuffer buffer,
        long deadline,
        CancellationToken cancellationToken,
        out ValueTask<StoreResult> result)
    {
        bool isOwned = true;
        try
        {
            WriteFault fault = Encode(in key, in value, ref layout, buffer, out bool needsLargerRental);
            if (!fault.IsNone)
            {
                result = needsLargerRental ? default : new ValueTask<StoreResult>(Refuse(fault, conditional ?? StoreOperation.Put, in key));
                return !needsLargerRental;
            }

            isOwned = false;
            RentedObject<TKey> item = new(key, layout, buffer);
            result = conditional is { } operation
                ? PutRentedConditionallyAsync(item, options, operation, deadline, cancellationToken)
                : PutRented(in item, options, deadline, cancellationToken);
            return true;
        }
        finally
        {
            if (isOwned)
            {
                buffer.Return();
            }
        }
    }

    private unsafe int PutFrom(PutOptions? options, in RentalLayout layout, byte* memory)
    {
        ReplicateConfigBlock? config = options?.Native;
        int answer = _backend.PutFrom(
            layout.KeyOf(memory), layout.KeyLength, layout.ObjectOf(memory), (nuint)layout.ObjectSize,
            config is null ? null : config.Pointer);
        GC.KeepAlive(config);
        return answer;
    }

    private StoreResult Conclude(in TKey key, StoreOperation operation, int answer, long size)
    {
        if (answer != 0)
        {
            return Failed(answer, operation, in key, size);
        }

        _session.Telemetry.Calls.Wrote(size);
        return StoreResult.Done;
    }

    private StoreResult Failed(int answer, StoreOperation operation, in TKey key, long size) =>
        StoreResult.Failed(_session.PutError(answer, operation, KeyText.ToText(in key), size));

    private StoreResult Refuse(WriteFault fault, StoreOperation operation, in TKey key) => Refuse(fault, operation, KeyText.ToText(in key));

    private StoreResult Refuse(WriteFault fault, StoreOperation operation, string? key) =>
        StoreResult.Failed(OperationErrors.Unstorable(fault, operation, _encoder.Name, key, _session.Options.MaxKeyBytes));
}
