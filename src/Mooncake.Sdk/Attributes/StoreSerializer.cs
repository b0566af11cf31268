namespace Mooncake;

/// <summary>Whose code turns a stored type's values into bytes and back. The bytes are the same.</summary>
public enum StoreSerializer
{
    /// <summary>The code that this SDK generates for the type: sized exactly, bounds-checked, without allocations on writing. The default.</summary>
    Mooncake = 0,

    /// <summary>
    /// The package MemoryPack, which has to be referenced, on a type that is also <c>[MemoryPackable]</c> with the same members in the
    /// same order. It knows no size before it writes, so every value is serialized twice; it does not read borrowed, writes values of
    /// <see cref="System.Numerics.BigInteger"/> of up to 255 bytes as zeros, and does not withstand hostile bytes.
    /// </summary>
    MemoryPack = 1,
}
