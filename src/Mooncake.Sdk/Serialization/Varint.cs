namespace Mooncake.Serialization;

/// <summary>The first byte of a length in a slot table: the value itself, or which integer follows.</summary>
internal static class Varint
{
    /// <summary>An unsigned byte follows.</summary>
    internal const sbyte Byte = -121;

    /// <summary>A signed byte follows.</summary>
    internal const sbyte SByte = -122;

    /// <summary>An unsigned integer of two bytes follows.</summary>
    internal const sbyte UInt16 = -123;

    /// <summary>A signed integer of two bytes follows.</summary>
    internal const sbyte Int16 = -124;

    /// <summary>An unsigned integer of four bytes follows.</summary>
    internal const sbyte UInt32 = -125;

    /// <summary>A signed integer of four bytes follows.</summary>
    internal const sbyte Int32 = -126;

    /// <summary>An unsigned integer of eight bytes follows.</summary>
    internal const sbyte UInt64 = -127;

    /// <summary>A signed integer of eight bytes follows.</summary>
    internal const sbyte Int64 = -128;

    /// <summary>The size in bytes of a slot's length.</summary>
    /// <param name="length">0 to <see cref="int.MaxValue"/>.</param>
    internal static int SizeOf(long length)
    {
        return length switch
        {
            <= sbyte.MaxValue => sizeof(sbyte),
            <= short.MaxValue => sizeof(sbyte) + sizeof(short),
            _ => sizeof(sbyte) + sizeof(int),
        };
    }
}
