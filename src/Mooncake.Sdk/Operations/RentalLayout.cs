using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Serialization;

namespace Mooncake.Operations;

/// <summary>How the memory of one call is divided: first the object, then the key's text and its NUL.</summary>
internal unsafe struct RentalLayout
{
    /// <summary>The bytes for a key's text and its NUL in most rentals.</summary>
    internal const int UsualKeyCapacity = 256;

    /// <summary>The maximum size of an object in one buffer, in bytes: the maximum of a span, less the bytes for the key.</summary>
    internal const int MaxObjectCapacity = 0x7FFF_FFC7 - (1 << 20) - (2 * Alignment);

    /// <summary>Alignment of objects: vectors of this size that cross cache lines take twice the time.</summary>
    internal const int Alignment = 64;

    private readonly int _maxKeyCapacity;
    private int _keyCapacity;

    /// <summary>A layout with the usual number of bytes for the key.</summary>
    /// <param name="objectCapacity">Bytes for the object.</param>
    /// <param name="maxKeyBytes">The maximum length of a key in bytes.</param>
    internal RentalLayout(int objectCapacity, int maxKeyBytes)
    {
        ObjectCapacity = objectCapacity;
        ObjectSize = objectCapacity;
        _maxKeyCapacity = maxKeyBytes + 1;
        _keyCapacity = UsualKeyCapacityUpTo(maxKeyBytes);
    }

    /// <summary>Bytes for the object.</summary>
    internal int ObjectCapacity { get; private set; }

    /// <summary>The object's size in bytes: its full capacity, unless a value needed less than estimated.</summary>
    internal int ObjectSize { get; private set; }

    /// <summary>Where the object starts in its capacity, in bytes: above 0 only for drafts.</summary>
    internal int ObjectOffset { get; private set; }

    /// <summary>True while the capacity is an estimate: the value has not been measured, and is written to determine its size.</summary>
    internal bool IsGuess { get; private set; }

    /// <summary>
    /// The bytes of a value that was written to be measured, or null. The operation takes and disposes them; if it is cancelled, they are
    /// left to the garbage collector.
    /// </summary>
    internal MemoryPackBuffer? Bytes { get; private set; }

    /// <summary>Length of the key's text in bytes, once it is written.</summary>
    internal int KeyLength { get; private set; }

    /// <summary>The size of the rental in bytes.</summary>
    internal readonly nint RentalSize => AlignedCapacity + _keyCapacity;

    private readonly nint AlignedCapacity => ((nint)ObjectCapacity + Alignment - 1) & -Alignment;

    /// <summary>A layout for an object of unknown size, with the usual capacity.</summary>
    /// <param name="usualCapacity">The capacity in bytes.</param>
    /// <param name="maxKeyBytes">The maximum length of a key in bytes.</param>
    internal static RentalLayout Guess(int usualCapacity, int maxKeyBytes) => new(usualCapacity, maxKeyBytes) { IsGuess = true };

    /// <summary>A layout for an object of known size.</summary>
    /// <param name="objectSize">Its size in bytes.</param>
    /// <param name="bytes">The bytes that measuring it has written, or null.</param>
    /// <param name="maxKeyBytes">The maximum length of a key in bytes.</param>
    internal static RentalLayout Exact(int objectSize, MemoryPackBuffer? bytes, int maxKeyBytes) =>
        new(objectSize, maxKeyBytes) { Bytes = bytes };

    /// <summary>The bytes for the text of most keys and its NUL, within the maximum length of a key.</summary>
    /// <param name="maxKeyBytes">The maximum length of a key in bytes.</param>
    internal static int UsualKeyCapacityUpTo(int maxKeyBytes) => Math.Min(UsualKeyCapacity, maxKeyBytes + 1);

    /// <summary>Writes the key's text into a rental.</summary>
    /// <param name="key">The parts.</param>
    /// <param name="buffer">A rental of <see cref="RentalSize"/> bytes.</param>
    /// <param name="needsLargerRental">True if the key needs a larger rental: then <see cref="RentalSize"/> has grown.</param>
    /// <returns><see cref="StoreErrorCode.Ok"/>, or why the key cannot be written.</returns>
    internal StoreErrorCode WriteKey<TKey>(in TKey key, RentedBuffer buffer, out bool needsLargerRental)
        where TKey : struct, IStoreKey<TKey> => WriteKey(in key, buffer.Pointer, out needsLargerRental);

    /// <summary>Writes the key's text.</summary>
    /// <param name="key">The parts.</param>
    /// <param name="memory"><see cref="RentalSize"/> bytes.</param>
    /// <param name="needsLargerRental">True if the key needs more memory: then <see cref="RentalSize"/> has grown.</param>
    /// <returns><see cref="StoreErrorCode.Ok"/>, or why the key cannot be written.</returns>
    internal StoreErrorCode WriteKey<TKey>(in TKey key, byte* memory, out bool needsLargerRental)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreErrorCode code = KeyFormat.Into(in key, new Span<byte>(KeyOf(memory), _keyCapacity), out int length);
        KeyLength = length;
        needsLargerRental = code == StoreErrorCode.KeyTooLong && _keyCapacity < _maxKeyCapacity;
        if (needsLargerRental)
        {
            _keyCapacity = _maxKeyCapacity;
        }

        return code;
    }

    /// <summary>The address of the key's text in a rental.</summary>
    internal readonly byte* KeyOf(RentedBuffer buffer) => KeyOf(buffer.Pointer);

    /// <summary>The address of the key's text.</summary>
    internal readonly byte* KeyOf(byte* memory) => memory + AlignedCapacity;

    /// <summary>The address of the object.</summary>
    internal readonly byte* ObjectOf(byte* memory) => memory + ObjectOffset;

    /// <summary>The key's text, without NUL.</summary>
    internal readonly ReadOnlySpan<byte> KeyTextOf(byte* memory) => new(KeyOf(memory), KeyLength);

    /// <summary>Replaces the estimate: the value was written and fits.</summary>
    /// <param name="size">The object's size in bytes.</param>
    internal void Fit(int size) => ObjectSize = size;

    /// <summary>Sets the place of an object within its capacity.</summary>
    /// <param name="offset">Where it starts, in bytes.</param>
    /// <param name="size">Its size in bytes.</param>
    internal void Place(int offset, int size) => (ObjectOffset, ObjectSize) = (offset, size);

    /// <summary>Replaces the estimate: the value was written and does not fit; <see cref="RentalSize"/> has grown.</summary>
    /// <param name="size">The object's size in bytes.</param>
    /// <param name="bytes">The bytes that were written.</param>
    internal void Outgrow(int size, MemoryPackBuffer bytes) => (ObjectCapacity, ObjectSize, IsGuess, Bytes) = (size, size, false, bytes);

    /// <summary>Removes the bytes that measuring has written from the layout: the caller disposes them.</summary>
    internal MemoryPackBuffer? TakeBytes()
    {
        MemoryPackBuffer? bytes = Bytes;
        Bytes = null;
        return bytes;
    }

    /// <summary>Changes the object's capacity.</summary>
    /// <param name="size">The object's size in bytes.</param>
    /// <returns>False if no buffer can be that large.</returns>
    internal bool TryResize(long size)
    {
        ObjectCapacity = (int)Math.Min(size, int.MaxValue);
        ObjectSize = ObjectCapacity;
        return size <= MaxObjectCapacity;
    }
}
