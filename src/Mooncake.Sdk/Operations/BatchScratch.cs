using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Keys;

namespace Mooncake.Operations;

/// <summary>
/// The parallel arrays of one batch call, and the text of its keys, kept from batch to batch. The arrays of pointers refer into a
/// pinned array, so that nothing moves while a call is under way. Used by one batch at a time.
/// </summary>
internal sealed unsafe class BatchScratch
{
    private const int FirstKeyRoom = 4096;

    private byte[] _keyText = GC.AllocateUninitializedArray<byte>(FirstKeyRoom, pinned: true);
    private int _keyEnd;

    private nint[] _keys = [];
    private int[] _keyLengths = [];
    private nint[] _buffers = [];
    private nuint[] _sizes = [];
    private int[] _items = [];
    private long[] _answers = [];
    private int[] _shortAnswers = [];

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
            _answers = GC.AllocateUninitializedArray<long>(room);
            _shortAnswers = GC.AllocateUninitializedArray<int>(room);
        }
    }

    /// <summary>Adds an item by its key; its room is set by <see cref="SetRoom"/>.</summary>
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
    internal void SetRoom(int index, byte* pointer, int size)
    {
        _buffers[index] = (nint)pointer;
        _sizes[index] = (nuint)size;
    }

    /// <summary>The text of an item's key, without NUL.</summary>
    /// <param name="index">The item's place in the batch; valid after <see cref="Seal"/>.</param>
    internal ReadOnlySpan<byte> KeyTextOf(int index) => new((void*)_keys[index], _keyLengths[index]);

    /// <summary>Turns the offsets of keys into pointers: no more keys are added.</summary>
    internal void Seal()
    {
        byte* start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_keyText));
        for (int i = 0; i < Count; i++)
        {
            _keys[i] = (nint)(start + _keys[i]);
        }
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
