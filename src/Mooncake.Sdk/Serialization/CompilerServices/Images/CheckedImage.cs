using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// The runtime's value types for which not every bit pattern is a value: <c>bool</c>, <c>decimal</c>, <c>DateTime</c>,
/// <c>DateTimeOffset</c>, <c>DateOnly</c>, <c>TimeOnly</c>, <c>Rune</c>. Values out of range are rejected. The JIT compiles only the branch
/// of the type argument.
/// </summary>
/// <typeparam name="T">One of these types.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CheckedImage<T> : IStoreImage<T>
    where T : struct
{
    private const ulong TicksMask = 0x3fff_ffff_ffff_ffff;
    private const uint ReservedDecimalFlags = 0x7f00_ffff;
    private const int ScaleShift = 16;
    private const uint MaxScale = 28;

    /// <inheritdoc/>
    public static bool IsBlock => typeof(T) != typeof(DateTimeOffset);

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType =>
        typeof(T) == typeof(bool) ? "b"
        : typeof(T) == typeof(decimal) ? "dec"
        : typeof(T) == typeof(DateTime) ? "dt"
        : typeof(T) == typeof(DateTimeOffset) ? "dto"
        : typeof(T) == typeof(DateOnly) ? "date"
        : typeof(T) == typeof(TimeOnly) ? "time"
        : typeof(T) == typeof(Rune) ? "rune"
        : throw new NotSupportedException($"The type '{typeof(T)}' has no checked image.");

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte destination, in T value)
    {
        if (typeof(T) == typeof(DateTimeOffset))
        {
            DateTimeOffsets.Put(ref destination, Unsafe.BitCast<T, DateTimeOffset>(value));
        }
        else
        {
            Unsafe.WriteUnaligned(ref destination, value);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(ref byte source, out T value)
    {
        if (typeof(T) == typeof(DateTimeOffset))
        {
            bool isOffset = DateTimeOffsets.TryGet(ref source, out DateTimeOffset offset);
            value = Unsafe.BitCast<DateTimeOffset, T>(offset);
            return isOffset;
        }

        T read = Unsafe.ReadUnaligned<T>(ref source);
        bool isValid = IsValid(read, ref source);
        value = isValid ? read : default;
        return isValid;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsValid(T read, ref byte source)
    {
        if (typeof(T) == typeof(bool))
        {
            return Unsafe.BitCast<T, byte>(read) <= 1;
        }

        if (typeof(T) == typeof(decimal))
        {
            uint flags = Unsafe.ReadUnaligned<uint>(ref source);
            return (flags & ReservedDecimalFlags) == 0 && ((flags >> ScaleShift) & byte.MaxValue) <= MaxScale;
        }

        // Ticks in the low 62 bits, the kind in the top two.
        if (typeof(T) == typeof(DateTime))
        {
            return (Unsafe.BitCast<T, ulong>(read) & TicksMask) <= (ulong)DateTime.MaxValue.Ticks;
        }

        if (typeof(T) == typeof(DateOnly))
        {
            return Unsafe.BitCast<T, uint>(read) <= (uint)DateOnly.MaxValue.DayNumber;
        }

        if (typeof(T) == typeof(TimeOnly))
        {
            return Unsafe.BitCast<T, ulong>(read) < TimeSpan.TicksPerDay;
        }

        return typeof(T) == typeof(Rune) && Rune.IsValid(Unsafe.BitCast<T, uint>(read));
    }
}
