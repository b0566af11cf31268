using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <summary>An object that has room and is about to be published.</summary>
internal unsafe ref struct NewObject
{
    /// <summary>The key's hash.</summary>
    internal ulong Hash;

    /// <summary>The caller's key.</summary>
    internal byte* Key;

    /// <summary>A copy of the key in native memory, if it is too long for an entry; else null. Goes over to the entry.</summary>
    internal byte* LongKey;

    /// <summary>The key's length in bytes.</summary>
    internal int KeyLength;

    /// <summary>The object's size in bytes.</summary>
    internal nuint Size;

    /// <summary>Where the bytes lie.</summary>
    internal Placement Placement;

    /// <summary>The soft pin's end in the clock's ticks; 0 for none.</summary>
    internal long SoftPinUntil;

    /// <summary>True if the object must never be evicted.</summary>
    internal bool IsHardPinned;
}
