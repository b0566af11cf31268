using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// The image that .NET 10 gives a DateTimeOffset, field by field: offset minutes as an int, four bytes of padding, UTC ticks. Older
/// runtimes wrote a short; reading takes the low 16 bits, which both have in common.
/// </summary>
internal static class DateTimeOffsets
{
    /// <summary>Where the ticks are, in bytes from the start.</summary>
    internal const int TicksOffset = 8;

    private const int MaxOffsetMinutes = 14 * 60;

    /// <summary>Writes the image.</summary>
    /// <param name="destination">The first of its bytes.</param>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Put(ref byte destination, DateTimeOffset value)
    {
        // One long: the offset's int, and the padding as zero.
        Unsafe.WriteUnaligned(ref destination, (long)(uint)value.TotalOffsetMinutes);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, TicksOffset), value.UtcTicks);
    }

    /// <summary>Reads the image.</summary>
    /// <param name="source">The first of its bytes.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if the offset or the ticks are out of range.</returns>
    internal static bool TryGet(ref byte source, out DateTimeOffset value)
    {
        int minutes = Unsafe.ReadUnaligned<short>(ref source);
        long utcTicks = Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref source, TicksOffset));
        long localTicks = unchecked(utcTicks + (minutes * TimeSpan.TicksPerMinute));
        bool isValid = minutes is >= -MaxOffsetMinutes and <= MaxOffsetMinutes
            && (ulong)utcTicks <= (ulong)DateTime.MaxValue.Ticks
            && (ulong)localTicks <= (ulong)DateTime.MaxValue.Ticks;
        value = isValid ? new DateTimeOffset(localTicks, TimeSpan.FromTicks(minutes * TimeSpan.TicksPerMinute)) : default;
        return isValid;
    }
}
