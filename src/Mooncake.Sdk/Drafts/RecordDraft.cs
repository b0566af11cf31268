using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Observability;
using Mooncake.Operations;
using Mooncake.Records;
using Mooncake.Serialization;

namespace Mooncake.Drafts;

/// <summary>
/// A draft of a record. Its memory has a fixed place for the payload, and room on both sides of it: once the other members are known, the
/// object starts as far before the payload as they require.
/// </summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
/// <typeparam name="TElement">The type of the payload's elements.</typeparam>
internal sealed unsafe class RecordDraft<TKey, T, TElement> : StoreDraft<T, TElement>
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
    where TElement : unmanaged
{
    private readonly RecordAccess<TKey, T> _access;
    private readonly ObjectWriter<TKey, T> _writer;
    private readonly DraftMemory<TElement> _memory;
    private readonly RentalLayout _layout;
    private readonly TKey _key;
    private readonly int _room;
    private T _value;

    /// <summary>Creates a draft.</summary>
    /// <param name="access">The state of the type.</param>
    /// <param name="value">The other members.</param>
    /// <param name="key">The value's key.</param>
    /// <param name="length">The number of elements of the payload.</param>
    /// <param name="room">The bytes before the payload, and after it.</param>
    /// <param name="layout">The layout of the rental, whose key is written.</param>
    /// <param name="rental">The rental; the draft owns it.</param>
    internal RecordDraft(
        RecordAccess<TKey, T> access, in T value, in TKey key, int length, int room, in RentalLayout layout, in RentedBuffer rental)
    {
        _access = access;
        _writer = access.Writer;
        _layout = layout;
        _value = value;
        _key = key;
        _room = room;
        _memory = new DraftMemory<TElement>(rental, rental.Pointer + room, length);
    }

    /// <inheritdoc/>
    public override Memory<TElement> Payload => _memory.Memory;

    /// <inheritdoc/>
    public override T Value
    {
        get
        {
            _memory.ThrowIfEnded();
            return _value;
        }

        set
        {
            _memory.ThrowIfEnded();
            DraftFactory<TKey, T, TElement>.RequireValue(value, nameof(value));
            if (KeyMismatch(T.KeyOf(in value)) is { } mismatch)
            {
                throw new ArgumentException(mismatch, nameof(value));
            }

            _ = DraftEncoder<TKey, T>.Measure(in value, PayloadBytes, out _, out bool hasOwnPayload);
            if (hasOwnPayload)
            {
                throw new ArgumentException(DraftFactory<TKey, T, TElement>.OwnPayload, nameof(value));
            }

            _value = value;
        }
    }

    private int PayloadBytes => _memory.Length * sizeof(TElement);

    /// <inheritdoc/>
    public override ValueTask<StoreResult> PutAsync(PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Cancellation.TaskOf<StoreResult>(StoreOperation.Put, cancellationToken);
        }

        _access.Session.ThrowIfClosed();
        Take(out RentedBuffer rental);
        bool isPassedOn = false;
        try
        {
            StoreResult result = Encode(in rental, out RentedObject<TKey> encoded);
            OperationScope scope = _access.Observe(StoreOperation.Put);
            isPassedOn = result.Error is null;
            return scope.End(
                isPassedOn ? _writer.PutRentedAsync(in encoded, options, cancellationToken) : new ValueTask<StoreResult>(result));
        }
        finally
        {
            if (!isPassedOn)
            {
                rental.Return();
            }
        }
    }

    /// <summary>Takes the memory in order to put the draft.</summary>
    /// <exception cref="InvalidOperationException">The draft was already put.</exception>
    /// <exception cref="ObjectDisposedException">The draft was disposed.</exception>
    internal void Take(out RentedBuffer rental)
    {
        if (!_memory.TryTake(out rental))
        {
            ObjectDisposedException.ThrowIf(!_memory.IsPut, typeof(StoreDraft<T, TElement>));
            throw new InvalidOperationException(
                $"The draft of '{KeyText.ToText(in _key)}' was already put. A draft is put once; create another one.");
        }
    }

    /// <summary>Throws unless the draft belongs to a store.</summary>
    /// <exception cref="ArgumentException">It belongs to another one.</exception>
    internal void RequireStore(RecordAccess<TKey, T> access, string name)
    {
        if (_access != access)
        {
            throw new ArgumentException($"The draft of '{KeyText.ToText(in _key)}' belongs to another store.", name);
        }
    }

    /// <summary>Opens the draft again: the memory that was taken has not been used.</summary>
    internal void GiveBack() => _memory.GiveBack();

    /// <summary>Writes the object around the payload.</summary>
    /// <param name="rental">The memory that was taken.</param>
    /// <param name="encoded">The object; incomplete if the result is failed.</param>
    /// <returns>Done, or why the value cannot be written.</returns>
    /// <exception cref="InvalidOperationException">The value's key or payload was changed.</exception>
    internal StoreResult Encode(in RentedBuffer rental, out RentedObject<TKey> encoded)
    {
        RentalLayout layout = _layout;
        encoded = new RentedObject<TKey>(_key, layout, rental);
        if (!RecordAccess<TKey, T>.TryKeyOf(in _value, StoreOperation.Put, out TKey key, out StoreResult refused))
        {
            return refused;
        }

        if (KeyMismatch(in key) is { } mismatch)
        {
            throw new InvalidOperationException(mismatch);
        }

        DraftPlace place = new(_memory.Pointer, PayloadBytes, _memory.Length, _room);
        WriteFault fault = DraftEncoder<TKey, T>.Encode(
            in _value, layout.KeyTextOf(rental.Pointer), &place, out int size, out bool hasOwnPayload);
        if (hasOwnPayload)
        {
            throw new InvalidOperationException(DraftFactory<TKey, T, TElement>.OwnPayload);
        }

        layout.Place(_room - place.Before, size);
        encoded = new RentedObject<TKey>(_key, layout, rental);
        return fault.IsNone ? StoreResult.Done
            : fault.Code == StoreErrorCode.BufferTooSmall ? StoreResult.Failed(
                OperationErrors.DraftTooSmall(KeyText.ToText(in _key), T.Info.Name, size, _room))
            : StoreResult.Failed(_writer.Unstorable(fault, in _key));
    }

    /// <inheritdoc/>
    private protected override void Discard() => _memory.Discard();

    private string? KeyMismatch(in TKey key) => key.Equals(_key)
        ? null
        : $"The draft was created for key '{KeyText.ToText(in _key)}', and the value has key '{KeyText.ToText(in key)}'.";
}
