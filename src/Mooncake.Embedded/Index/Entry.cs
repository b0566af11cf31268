using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mooncake.Embedded.Index;

/// <summary>
/// The index data of one object: 128 bytes, two cache lines. The first contains what a read needs and writes; the second contains the rest
/// of the key and the fields that only writers use, protected by the lock of its arena.
/// </summary>
/// <remarks>
/// Entries are type-stable: an entry's memory is only ever an entry, so a reader with an outdated id may still read <see cref="State"/> and
/// <see cref="Hash"/>. If the entry is alive and has the hash in the reader's <see cref="HazardSlot"/>, it and everything it points to do
/// not change until the reader is done.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal unsafe struct Entry
{
    /// <summary>Keys up to this many bytes are stored in the entry; longer ones in the object's range, after its bytes.</summary>
    internal const int InlineKeyBytes = 48;

    /// <summary>Bit of <see cref="State"/>: the object exists.</summary>
    internal const long Alive = 1;

    /// <summary>Bit of <see cref="State"/>: the object has a time in the <see cref="ExpiryTable"/>.</summary>
    internal const long Expires = 2;

    /// <summary>
    /// Added to <see cref="State"/> by each granted lease, so that an evictor detects a lease granted between its check and its decision.
    /// </summary>
    internal const long LeaseUnit = 4;

    /// <summary>
    /// <see cref="Alive"/>, <see cref="Expires"/>, and the count of leases granted; changed by interlocked operations only.
    /// </summary>
    [FieldOffset(0)]
    internal long State;

    /// <summary>The lease's end, in the clock's ticks; written by readers.</summary>
    [FieldOffset(8)]
    internal long LeaseUntil;

    /// <summary>The age epoch of the last read or the put, its low 32 bits.</summary>
    [FieldOffset(16)]
    internal int Stamp;

    /// <summary>The key's length in bytes.</summary>
    [FieldOffset(20)]
    internal int KeyLength;

    /// <summary>The object's size in bytes.</summary>
    [FieldOffset(24)]
    internal nuint Size;

    /// <summary>The object's bytes in its first replica, the one that is read.</summary>
    [FieldOffset(32)]
    internal byte* Value;

    /// <summary>The key's bytes, if it is no longer than <see cref="InlineKeyBytes"/>.</summary>
    [FieldOffset(40)]
    internal fixed byte InlineKey[InlineKeyBytes];

    /// <summary>The key's bytes in the segment, if it is longer than <see cref="InlineKeyBytes"/>.</summary>
    [FieldOffset(40)]
    internal byte* LongKey;

    /// <summary>The key's hash; the last field that is written before the entry becomes live.</summary>
    [FieldOffset(88)]
    internal ulong Hash;

    /// <summary>The soft pin's end, in the clock's ticks; 0 if there is none.</summary>
    [FieldOffset(96)]
    internal long SoftPinUntil;

    /// <summary>The next older entry of the age list or its sentinel; in the parking heap the index there.</summary>
    [FieldOffset(104)]
    internal int Previous;

    /// <summary>The next younger entry of the age list or its sentinel.</summary>
    [FieldOffset(108)]
    internal int Next;

    /// <summary>The index of the segment that contains <see cref="Value"/>.</summary>
    [FieldOffset(112)]
    internal ushort Segment;

    /// <summary>The eviction list that contains the entry.</summary>
    [FieldOffset(114)]
    internal EntryQueue Queue;

    /// <summary>The number of the entry's arena; changes only while it represents no object.</summary>
    [FieldOffset(115)]
    internal byte Owner;

    /// <summary>Counts the objects that this entry has represented.</summary>
    [FieldOffset(116)]
    internal int Generation;

    /// <summary>The soft-pinned entry that was put before this one; 0 if there is none.</summary>
    [FieldOffset(120)]
    internal int SoftPrevious;

    /// <summary>The soft-pinned entry that was put after this one; 0 if there is none.</summary>
    [FieldOffset(124)]
    internal int SoftNext;

    /// <summary>
    /// The version of the entry's object: the entry's id and the generation of the object. Never 0, because no entry has the id 0.
    /// </summary>
    internal static ulong VersionOf(Entry* entry, int id) => ((ulong)(uint)entry->Generation << 32) | (uint)id;

    /// <summary>
    /// The bytes of an object in each of its segments, before rounding up: its value, and a key that is too long for an entry.
    /// </summary>
    /// <param name="size">The value's size in bytes.</param>
    /// <param name="keyLength">The key's length in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nuint RangeBytes(nuint size, int keyLength) => keyLength <= InlineKeyBytes ? size : size + (nuint)keyLength;

    /// <summary>The bytes of the entry's object in each of its segments, before rounding up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nuint RangeBytes(Entry* entry) => RangeBytes(entry->Size, entry->KeyLength);

    /// <summary>True if the entry represents an object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsAlive(Entry* entry) => (Volatile.Read(ref entry->State) & Alive) != 0;

    /// <summary>
    /// The key's bytes; read them only under a hazard slot that protects the entry, or under a lock that keeps it alive.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReadOnlySpan<byte> KeyOf(Entry* entry) =>
        new(entry->KeyLength <= InlineKeyBytes ? entry->InlineKey : entry->LongKey, entry->KeyLength);

    /// <summary>Writes a key that is no longer than <see cref="InlineKeyBytes"/> into an unpublished entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SetInlineKey(Entry* entry, byte* key, int length)
    {
        byte* own = entry->InlineKey;
        if (length < 16)
        {
            new ReadOnlySpan<byte>(key, length).CopyTo(new Span<byte>(own, InlineKeyBytes));
            return;
        }

        // As HasKey compares it: the first vector and the last, and one more between them.
        int last = length - 16;
        Vector128.Load(key).Store(own);
        if (length > 32)
        {
            Vector128.Load(key + 16).Store(own + 16);
        }

        Vector128.Load(key + last).Store(own + last);
    }

    /// <summary>True if the entry, which is protected, has this key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool HasKey(Entry* entry, byte* key, int length)
    {
        if (entry->KeyLength != length)
        {
            return false;
        }

        if (length is < 16 or > InlineKeyBytes)
        {
            return KeyOf(entry).SequenceEqual(new ReadOnlySpan<byte>(key, length));
        }

        // The usual length: the first vector and the last, which overlap in keys of less than two, and one more between them in longer
        // ones.
        byte* own = entry->InlineKey;
        int last = length - 16;
        Vector128<byte> difference = (Vector128.Load(own) ^ Vector128.Load(key)) | (Vector128.Load(own + last) ^ Vector128.Load(key + last));
        if (length > 32)
        {
            difference |= Vector128.Load(own + 16) ^ Vector128.Load(key + 16);
        }

        return difference == Vector128<byte>.Zero;
    }
}
