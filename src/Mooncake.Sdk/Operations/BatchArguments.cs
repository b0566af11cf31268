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
/// Everything that one batch call takes: the parallel arrays, the text of the keys (in a pinned array, so that nothing moves while
/// the call is under way), and the memory of the objects. Kept from batch to batch; used by one at a time.
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

    private readonly List<RegisteredMemory> _held = [];

    /// <summary>The rental that the objects lie in, or default where they lie in memory of the caller's.</summary>
    internal RentedBuffer Rental { get; set; }

    /// <summary>The bytes of values that were written to be measured, one behind the other, or null; until the rental is filled.</summary>
    internal PackageBuffer? Bytes { get; set; }

    /// <summary>Replication and pins of a put, or null; kept alive by this reference.</summary>
    internal ReplicateConfigBlock? Config { get; set; }

    /// <summary>The first place of the caller's list that this batch covers, and the one behind the last.</summary>
    internal (int From, int To) Places { get; private set; }

    /// <summary>
    /// The batch's end, once it was sent: null, or why it failed as a whole; then these arguments are not the caller's any more.
    /// </summary>
    internal ValueTask<StoreError?> Pending { get; private set; }

    /// <summary>Number of items.</summary>
    internal int Count { get; private set; }

    /// <summary><c>[n]</c> pointers to key texts; valid after <see cref="Seal"/>.</summary>
    internal ReadOnlySpan<nint> Keys => _keys.AsSpan(0, Count);

    /// <summary><c>[n]</c> lengths of key texts.</summary>
    internal ReadOnlySpan<int> KeyLengths => _keyLengths.AsSpan(0, Count);

    /// <summary><c>[n]</c> pointers to the objects' rooms.</summary>
    internal ReadOnlySpan<nint> Buffers => _buffers.AsSpan(0, Count);

    /// <summary><c>[n]</c> sizes of the objects' rooms in bytes.</summary>
    internal ReadOnlySpan<nuint> Sizes => _sizes.AsSpan(0, Count);

    /// <summary><c>[n]</c> places in the caller's list.</summary>
    internal ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    /// <summary>Room for <c>[n]</c> 64-bit answers.</summary>
    internal Span<long> Answers => _answers.AsSpan(0, Count);

    /// <summary>Room for <c>[n]</c> 32-bit answers.</summary>
    internal Span<int> ShortAnswers => _shortAnswers.AsSpan(0, Count);

    /// <summary>Begins a batch.</summary>
    /// <param name="capacity">The most items that it will have.</param>
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

    /// <summary>Adds an item by its key; its room is set by <see cref="SetCapacity"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="item">The item's place in the caller's list.</param>
    /// <param name="maxKeyBytes">The longest key allowed.</param>
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

    /// <summary>Gives an item its room.</summary>
    /// <param name="index">The item's place in the batch.</param>
    /// <param name="pointer">Registered memory.</param>
    /// <param name="size">Its size in bytes.</param>
    internal unsafe void SetCapacity(int index, byte* pointer, nuint size)
    {
        _buffers[index] = (nint)pointer;
        _sizes[index] = size;
    }

    /// <summary>Notes how many of <see cref="Bytes"/> are an item's.</summary>
    /// <param name="index">The item's place in the batch.</param>
    /// <param name="length">How many bytes measuring it has written.</param>
    internal void SetWritten(int index, int length) => _written[index] = length;

    /// <summary>How many of <see cref="Bytes"/> are an item's, behind those of the items before it.</summary>
    /// <param name="index">The item's place in the batch.</param>
    internal int WrittenOf(int index) => _written[index];

    /// <summary>The text of an item's key, without NUL.</summary>
    /// <param name="index">The item's place in the batch; valid after <see cref="Seal"/>.</param>
    internal unsafe ReadOnlySpan<byte> KeyTextOf(int index) => new((void*)_keys[index], _keyLengths[index]);

    /// <summary>An item's key, for errors; valid after <see cref="Seal"/>.</summary>
    /// <param name="index">The item's place in the batch.</param>
    internal string KeyOf(int index) => Encoding.UTF8.GetString(KeyTextOf(index));

    /// <summary>Turns the offsets of keys into pointers: no more keys are added.</summary>
    internal unsafe void Seal()
    {
        byte* start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_keyText));
        for (int i = 0; i < Count; i++)
        {
            _keys[i] = (nint)(start + _keys[i]);
        }
    }

    /// <summary>Takes the last item out again.</summary>
    internal void DropLast()
    {
        Count--;
        _keyEnd = (int)_keys[Count];
    }

    /// <summary>Keeps memory of the caller's registered until <see cref="LetGo"/>.</summary>
    /// <param name="memory">The memory, whose buffer was told already that it is in use.</param>
    internal void Hold(RegisteredMemory memory) => _held.Add(memory);

    /// <summary>Sends the batch off; <see cref="Pending"/> tells its end.</summary>
    /// <param name="session">The session.</param>
    /// <param name="operation">Get, put or exists.</param>
    /// <param name="places">The places of the caller's list that this batch covers.</param>
    /// <param name="deadline">When the caller is answered at the latest: the list's.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal void Send(
        StoreSession session, StoreOperation operation, (int From, int To) places, long deadline, CancellationToken cancellationToken)
    {
        Places = places;
#pragma warning disable CA2012 // Kept until the list's next round, and awaited there once.
        Pending = session.RunBatchAsync(operation, this, deadline, cancellationToken);
#pragma warning restore CA2012
    }

    /// <summary>Sees a batch that was sent through, after a failure elsewhere, so that its memory comes back.</summary>
    /// <returns>True if the batch was carried out, or may have been.</returns>
    internal async ValueTask<bool> AbandonAsync(StoreSession session)
    {
        try
        {
            if (await Pending.On(session.Threads) is { } error)
            {
                return error.Outcome != WriteOutcome.NotApplied;
            }

            session.Batches.Return(this);
            return true;
        }
        catch (StoreCanceledException canceled)
        {
            // The list's own wait was cancelled and throws; the memory goes back when the native call returns.
            return canceled.Outcome != WriteOutcome.NotApplied;
        }
    }

    /// <summary>Gives the bytes back that measuring has written.</summary>
    internal void DropBytes()
    {
        Bytes?.Dispose();
        Bytes = null;
    }

    /// <summary>Gives all memory back: no call uses the arguments any more.</summary>
    internal void LetGo()
    {
        DropBytes();
        RentedBuffer rental = Rental;
        Rental = default;
        Config = null;
        if (!rental.IsDefault)
        {
            rental.Return();
        }

        foreach (RegisteredMemory memory in _held)
        {
            memory.Release();
        }

        _held.Clear();
        Count = 0;
    }

    /// <summary>
    /// The call has returned: lets go of memory of the caller's, on the thread that made the call. A buffer that was disposed meanwhile is
    /// unregistered here, where blocking is nobody's loss, and before the caller is told of the result.
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
