using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Operations;
using Mooncake.Records;
using Mooncake.Session;

namespace Mooncake.Drafts;

/// <summary>Creates drafts: measures the other members, and rents memory for all of the object.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
/// <typeparam name="TElement">The type of the payload's elements.</typeparam>
internal static class DraftFactory<TKey, T, TElement>
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
    where TElement : unmanaged
{
    /// <summary>How much the other members may grow between creation and put, in bytes.</summary>
    private const int SpareRoom = 256;

    /// <summary>The message for a value that has a payload.</summary>
    internal const string OwnPayload =
        "The value of a draft must have an empty payload (default, or an empty array): write the payload to the draft's Payload.";

    /// <summary>Creates a draft.</summary>
    /// <param name="access">The state of the type.</param>
    /// <param name="value">The other members.</param>
    /// <param name="payloadLength">The number of elements of the payload.</param>
    /// <param name="cancellationToken">Cancels the wait for memory.</param>
    internal static ValueTask<StoreResult<StoreDraft<T, TElement>>> CreateAsync(
        RecordAccess<TKey, T> access, in T value, int payloadLength, CancellationToken cancellationToken)
    {
        RequireValue(value, nameof(value));
        ArgumentOutOfRangeException.ThrowIfNegative(payloadLength);
        access.Session.ThrowIfClosed();
        if (cancellationToken.IsCancellationRequested)
        {
            return Cancellation.TaskOf<StoreResult<StoreDraft<T, TElement>>>(StoreOperation.Put, cancellationToken);
        }

        if (!RecordAccess<TKey, T>.TryKeyOf(in value, StoreOperation.Put, out TKey key, out StoreResult refused))
        {
            return new(StoreResult<StoreDraft<T, TElement>>.Failed(refused.Error!));
        }

        StoreSession session = access.Session;
        if (LayOut(access, in value, in key, payloadLength, out int room, out RentalLayout layout) is { } error)
        {
            return new(StoreResult<StoreDraft<T, TElement>>.Failed(error));
        }

        while (session.Pool.TryRent(layout.RentalSize, access.Writer.Tag, out RentedBuffer rental, out _))
        {
            if (TryBegin(access, in value, in key, payloadLength, room, ref layout, in rental, out StoreResult<StoreDraft<T, TElement>> draft))
            {
                return new(draft);
            }
        }

        return CreateWaitingAsync(access, value, key, payloadLength, room, layout, cancellationToken);
    }

    /// <summary>Throws if a value is null.</summary>
    // Not ArgumentNullException.ThrowIfNull, which takes an object: it would box a record struct.
    internal static void RequireValue(in T value, string name)
    {
        if (value is null)
        {
            throw new ArgumentNullException(name);
        }
    }

    /// <summary>The same, if no registered buffer is immediately available.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private static async ValueTask<StoreResult<StoreDraft<T, TElement>>> CreateWaitingAsync(
        RecordAccess<TKey, T> access, T value, TKey key, int length, int room, RentalLayout layout, CancellationToken cancellationToken)
    {
        StoreSession session = access.Session;
        long deadline = session.LimitFromNow;
        while (true)
        {
            StoreResult<RentedBuffer> rented = await session.Pool.RentAsync(
                layout.RentalSize, access.Writer.Tag, deadline, cancellationToken).On(session.Threads);
            if (!rented.TryGetValue(out RentedBuffer rental, out StoreError? error))
            {
                return StoreResult<StoreDraft<T, TElement>>.Failed(error!.WithKey(KeyText.ToText(in key)));
            }

            if (TryBegin(access, in value, in key, length, room, ref layout, in rental, out StoreResult<StoreDraft<T, TElement>> draft))
            {
                return draft;
            }
        }
    }

    /// <summary>Determines the size of the rental: the payload, and room before and after it.</summary>
    /// <returns>Null, or why the value cannot be stored.</returns>
    private static StoreError? LayOut(
        RecordAccess<TKey, T> access, in T value, in TKey key, int length, out int room, out RentalLayout layout)
    {
        long payloadBytes = (long)length * Unsafe.SizeOf<TElement>();
        WriteFault fault = DraftEncoder<TKey, T>.Measure(in value, payloadBytes, out long others, out bool hasOwnPayload);
        if (hasOwnPayload)
        {
            throw new ArgumentException(OwnPayload, nameof(value));
        }

        // The room is a multiple of the alignment, so that the payload is aligned, and has space for the trailer.
        long around = (others + SpareRoom + RentalLayout.Alignment - 1) & -RentalLayout.Alignment;
        long capacity = payloadBytes + (2 * around) + RentalLayout.Alignment;
        if (fault.IsNone && capacity > RentalLayout.MaxObjectCapacity)
        {
            fault = new WriteFault(StoreErrorCode.ObjectTooLarge);
        }

        room = fault.IsNone ? (int)around : 0;
        layout = new RentalLayout(fault.IsNone ? (int)capacity : 0, access.Session.Options.MaxKeyBytes);
        return fault.IsNone ? null : access.Writer.Unstorable(fault, in key);
    }

    /// <summary>Writes the key into a rental, and creates the draft.</summary>
    /// <returns>True if there is a result; false if the key needs a larger rental, of the size that the layout now states.</returns>
    private static bool TryBegin(
        RecordAccess<TKey, T> access,
        in T value,
        in TKey key,
        int length,
        int room,
        ref RentalLayout layout,
        in RentedBuffer rental,
        out StoreResult<StoreDraft<T, TElement>> draft)
    {
        StoreErrorCode code = layout.WriteKey(in key, rental, out bool needsLargerRental);
        if (code == StoreErrorCode.Ok)
        {
            draft = StoreResult<StoreDraft<T, TElement>>.Found(
                new RecordDraft<TKey, T, TElement>(access, in value, in key, length, room, in layout, in rental));
            return true;
        }

        rental.Return();
        draft = needsLargerRental
            ? default
            : StoreResult<StoreDraft<T, TElement>>.Failed(access.Writer.Unstorable(new WriteFault(code), in key));
        return !needsLargerRental;
    }
}
