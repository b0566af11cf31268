using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Options;
using Mooncake.Serialization;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>
/// The arguments of one native call for many items: the parallel arrays, the text of the keys (in a pinned array, so that nothing moves
/// during the call), and the memory of the objects. Reused; used by one call at a time.
/// </summary>
internal sealed class BatchArguments
{
    private const int FirstKeyCapacity = 4096;

    private byte[] _keyText = GC.AllocateUninitializedArray<byte>(FirstKeyCapacity, pinned: true);
    private int _keyEnd;

    private nint[] _keys = [];
    private int[] _keyLengths = [];
    private nint[] _buffers = [];
    private nuint[] _sizes = [];
    private int[] _items = [];
    private int[] _written = [];
    private long[] _answers = [];
    private int[] _shortAnswers = [];

    private ValueTask<StoreError?> _pending;

    private readonly List<RegisteredMemory> _held = [];
    private readonly List<RentedBuffer> _rentals = [];

    /// <summary>The rental that contains the objects, or default if they are in memory of the caller.</summary>
    internal RentedBuffer Rental { get; set; }

    /// <summary>The bytes of values that were written to be measured, one after the other, or null; until the rental is filled.</summary>
    internal MemoryPackBuffer? Bytes { get; set; }

    /// <summary>Replication and pins of a put, or null; kept alive by this reference.</summary>
    internal ReplicateConfigBlock? Config { get; set; }

    /// <summary>The first index of the caller's list that this call covers, and the one after the last.</summary>
    internal (int From, int To) Places { get; private set; }

    /// <summary>
    /// True if the sender's next step may run on the lane that made the call. Passing it to another thread takes 20 to 40 µs if that one
    /// is parked, more than a tenth of a call for small objects. Only for a list that is one call, and whose values are soon decoded:
    /// meanwhile the lane makes no other call.
    /// </summary>
    internal bool ConcludesOnLane { get; set; }

    /// <summary>Number of items.</summary>
    internal int Count { get; private set; }

    /// <summary><c>[n]</c> pointers to key texts; valid after <see cref="Seal"/>.</summary>
    internal ReadOnlySpan<nint> Keys => _keys.AsSpan(0, Count);

    /// <summary><c>[n]</c> lengths of key texts.</summary>
    internal ReadOnlySpan<int> KeyLengths => _keyLengths.AsSpan(0, Count);

    /// <summary><c>[n]</c> pointers to the objects' memory.</summary>
    internal ReadOnlySpan<nint> Buffers => _buffers.AsSpan(0, Count);

    /// <summary><c>[n]</c> sizes of the objects' memory in bytes.</summary>
    internal ReadOnlySpan<nuint> Sizes => _sizes.AsSpan(0, Count);

    /// <summary><c>[n]</c> indexes in the caller's list.</summary>
    internal ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    /// <summary><c>[n]</c> 64-bit results.</summary>
    internal Span<long> Answers => _answers.AsSpan(0, Count);

    /// <summary><c>[n]</c> 32-bit results.</summary>
    internal Span<int> ShortAnswers => _shortAnswers.AsSpan(0, Count);

    /// <summary>Starts a new call.</summary>
    /// <param name="capacity">The maximum number of items.</param>
    internal void Begin(int capacity)
    {
        Count = 0;
        _keyEnd = 0;
        if (_keys.Length < capacity)
        {
            int room = Math.Max(capacity, 64);
            _keys = GC.AllocateUninitializedArray<nint>(room);
            _keyLengths = GC.AllocateUninitializedArray<int>(room);
            _buffers = GC.AllocateUninitializedArray<nint>(room);
            _sizes = GC.AllocateUninitializedArray<nuint>(room);
            _items = GC.AllocateUninitializedArray<int>(room);
            _written = GC.AllocateUninitializedArray<int>(room);
            _answers = GC.AllocateUninitializedArray<long>(room);
            _shortAnswers = GC.AllocateUninitializedArray<int>(room);
        }
    }

    /// <summary>Adds an item by its key; its memory is set by <see cref="SetCapacity"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="item">The item's index in the caller's list.</param>
    /// <param name="maxKeyBytes">The maximum length of a key in bytes.</param>
    /// <returns><see cref="StoreErrorCode.Ok"/>, or why the key cannot be written; then the item was not added.</returns>
    internal StoreErrorCode TryAdd<TKey>(in TKey key, int item, int maxKeyBytes)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreErrorCode code;
        int length;
        while (true)
        {
            int room = Math.Min(_keyText.Length - _keyEnd, maxKeyBytes + 1);
            code = room > 1 ? KeyFormat.Into(in key, _keyText.AsSpan(_keyEnd, room), out length) : Full(out length);
            if (code != StoreErrorCode.KeyTooLong || room > maxKeyBytes)
            {
                break;
            }

            Grow();
        }

        if (code == StoreErrorCode.Ok)
        {
            // The text may still move when it grows: until Seal, the pointer is an offset.
            _keys[Count] = _keyEnd;
            _keyLengths[Count] = length;
            _items[Count] = item;
            _buffers[Count] = 0;
            _sizes[Count] = 0;
            Count++;
            _keyEnd += length + 1;
        }

        return code;
    }

    /// <summary>Sets an item's memory.</summary>
    /// <param name="index">The item's index in the call.</param>
    /// <param name="pointer">Registered memory.</param>
    /// <param name="size">Its size in bytes.</param>
    internal unsafe void SetCapacity(int index, byte* pointer, nuint size)
    {
        _buffers[index] = (nint)pointer;
        _sizes[index] = size;
    }

    /// <summary>Records how many of <see cref="Bytes"/> belong to an item.</summary>
    /// <param name="index">The item's index in the call.</param>
    /// <param name="length">The number of bytes that measuring it has written.</param>
    internal void SetWritten(int index, int length) => _written[index] = length;

    /// <summary>The number of <see cref="Bytes"/> that belong to an item; they follow those of the items before it.</summary>
    /// <param name="index">The item's index in the call.</param>
    internal int WrittenOf(int index) => _written[index];

    /// <summary>The text of an item's key, without NUL.</summary>
    /// <param name="index">The item's index in the call; valid after <see cref="Seal"/>.</param>
    internal unsafe ReadOnlySpan<byte> KeyTextOf(int index) => new((void*)_keys[index], _keyLengths[index]);

    /// <summary>An item's key, for errors; valid after <see cref="Seal"/>.</summary>
    /// <param name="index">The item's index in the call.</param>
    internal string KeyOf(int index) => Encoding.UTF8.GetString(KeyTextOf(index));

    /// <summary>Converts the offsets of keys to pointers: no more keys are added.</summary>
    internal unsafe void Seal()
    {
        byte* start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_keyText));
        for (int i = 0; i < Count; i++)
        {
            _keys[i] = (nint)(start + _keys[i]);
        }
    }

    /// <summary>Removes the last item.</summary>
    internal void DropLast()
    {
        Count--;
        _keyEnd = (int)_keys[Count];
    }

    /// <summary>Keeps memory of the caller registered until <see cref="LetGo"/>.</summary>
    /// <param name="memory">The memory, whose buffer has a reference for this call.</param>
    internal void Hold(RegisteredMemory memory) => _held.Add(memory);

    /// <summary>
    /// Takes ownership of the last item's own rental, which <see cref="LetGo"/> returns. For calls whose items all have one.
    /// </summary>
    /// <param name="rental">The rental that contains the item's object.</param>
    internal void Hold(RentedBuffer rental) => _rentals.Add(rental);

    /// <summary>Gives the ownership of an item's own rental to the caller. The call has ended.</summary>
    /// <param name="index">The item's index in the call.</param>
    internal RentedBuffer TakeRental(int index)
    {
        RentedBuffer rental = _rentals[index];
        _rentals[index] = default;
        return rental;
    }

    /// <summary>Sends the call, which <see cref="EndAsync"/> awaits.</summary>
    /// <param name="session">The session.</param>
    /// <param name="operation">Get, put or exists.</param>
    /// <param name="places">The indexes of the caller's list that this call covers.</param>
    /// <param name="deadline">The deadline of the whole operation.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal void Send(
        StoreSession session, StoreOperation operation, (int From, int To) places, long deadline, CancellationToken cancellationToken)
    {
        Places = places;
#pragma warning disable CA2012 // Kept until the list's next round, and awaited there once.
        _pending = session.RunBatchAsync(operation, this, deadline, cancellationToken);
#pragma warning restore CA2012
    }

    /// <summary>Waits for the end of a call that was sent.</summary>
    /// <returns>Null, or the error of the whole call: then the sender no longer owns these arguments.</returns>
    internal ContinuationAwaitable<StoreError?> EndAsync(StoreSession session) => _pending.On(ConcludesOnLane ? null : session.Threads);

    /// <summary>Waits for a call that was sent, after a failure elsewhere, so that its memory is returned.</summary>
    /// <returns>True if the call was executed, or may have been.</returns>
    internal async ValueTask<bool> AbandonAsync(StoreSession session)
    {
        try
        {
            if (await EndAsync(session) is { } error)
            {
                return error.Outcome != WriteOutcome.NotApplied;
            }

            session.Batches.Return(this);
            return true;
        }
        catch (StoreCanceledException canceled)
        {
            // The operation's own wait was cancelled and throws; the memory is returned when the native call ends.
            return canceled.Outcome != WriteOutcome.NotApplied;
        }
    }

    /// <summary>Returns the bytes that measuring has written.</summary>
    internal void DropBytes()
    {
        Bytes?.Dispose();
        Bytes = null;
    }

    /// <summary>Returns all memory: no call uses the arguments any more.</summary>
    internal void LetGo()
    {
        DropBytes();
        RentedBuffer rental = Rental;
        Rental = default;
        Config = null;
        ConcludesOnLane = false;
        if (!rental.IsDefault)
        {
            rental.Return();
        }

        foreach (RegisteredMemory memory in _held)
        {
            memory.Release();
        }

        _held.Clear();
        foreach (RentedBuffer own in _rentals)
        {
            if (!own.IsDefault)
            {
                own.Return();
            }
        }

        _rentals.Clear();
        Count = 0;
    }

    /// <summary>
    /// The call has returned: releases memory of the caller, on the thread that made the call. A buffer that was disposed meanwhile is
    /// unregistered here, where blocking is harmless, and before the caller gets the result.
    /// </summary>
    internal void LetHeldGo()
    {
        foreach (RegisteredMemory memory in _held)
        {
            memory.ReleaseHere();
        }

        _held.Clear();
    }

    private static StoreErrorCode Full(out int length)
    {
        length = 0;
        return StoreErrorCode.KeyTooLong;
    }

    private void Grow()
    {
        byte[] larger = GC.AllocateUninitializedArray<byte>(_keyText.Length * 2, pinned: true);
        _keyText.AsSpan(0, _keyEnd).CopyTo(larger);
        _keyText = larger;
    }
}
