using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>The notation of memory images in fingerprints. Frozen: objects in a store carry hashes of it.</summary>
internal static class WireTypes
{
    /// <summary>
    /// The notation of a type without references: a short code for what the format names, else the declared name and the size.
    /// </summary>
    /// <typeparam name="T">The type.</typeparam>
    internal static string OfImage<T>()
    {
        return Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.Boolean => "b",
            TypeCode.SByte => "i1",
            TypeCode.Byte => "u1",
            TypeCode.Int16 => "i2",
            TypeCode.UInt16 => "u2",
            TypeCode.Char => "c",
            TypeCode.Int32 => "i4",
            TypeCode.UInt32 => "u4",
            TypeCode.Single => "f4",
            TypeCode.Int64 => "i8",
            TypeCode.UInt64 => "u8",
            TypeCode.Double => "f8",
            _ => OfWellKnown<T>() ?? $"{typeof(T)}#{Unsafe.SizeOf<T>()}",
        };
    }

    private static string? OfWellKnown<T>()
    {
        if (typeof(T) == typeof(Half))
        {
            return "f2";
        }

        if (typeof(T) == typeof(Int128))
        {
            return "i16";
        }

        if (typeof(T) == typeof(UInt128))
        {
            return "u16";
        }

        if (typeof(T) == typeof(Guid))
        {
            return "guid";
        }

        return typeof(T) == typeof(TimeSpan) ? "span" : null;
    }
}
