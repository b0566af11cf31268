using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <summary>An object with allocated memory that is about to be published.</summary>
internal unsafe ref struct NewObject
{
    /// <summary>The key's hash.</summary>
    internal ulong Hash;

    /// <summary>The caller's key.</summary>
    internal byte* Key;

    /// <summary>The key's length in bytes.</summary>
    internal int KeyLength;

    /// <summary>The object's size in bytes.</summary>
    internal nuint Size;

    /// <summary>The location of the bytes.</summary>
    internal Placement Placement;

    /// <summary>The soft pin's end in the clock's ticks; 0 for none.</summary>
    internal long SoftPinUntil;

    /// <summary>True if the object must never be evicted.</summary>
    internal bool IsHardPinned;

    /// <summary>The bytes of each of its ranges: the value, and a key that is too long for an entry.</summary>
    internal readonly nuint RangeBytes => Entry.RangeBytes(Size, KeyLength);

    /// <summary>Copies a key that is too long for an entry into the first range, after the value.</summary>
    internal readonly void WriteLongKey()
    {
        if (KeyLength > Entry.InlineKeyBytes)
        {
            Buffer.MemoryCopy(Key, Placement.First.Address + Size, KeyLength, KeyLength);
        }
    }

    /// <summary>Copies the value into every range; the first already has the key.</summary>
    /// <param name="value">The value's bytes.</param>
    internal readonly void Fill(void* value)
    {
        Buffer.MemoryCopy(value, Placement.First.Address, Size, Size);
        Placement.FillCopies(RangeBytes);
    }
}
