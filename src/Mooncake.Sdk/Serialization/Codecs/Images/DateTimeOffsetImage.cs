using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>
/// A DateTimeOffset in the image that .NET 10 gives it, field by field: offset minutes as an int, four bytes of padding, UTC
/// ticks. Older runtimes wrote a short; reading takes the low 16 bits, which both have in common.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeOffsetImage : IStoreImage<DateTimeOffset>
{
    private const int TicksOffset = 8;
    private const int MaxOffsetMinutes = 14 * 60;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => "dto";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte destination, in DateTimeOffset value)
    {
        // One long: the offset's int, and the padding as zero.
        Unsafe.WriteUnaligned(ref destination, (long)(uint)value.TotalOffsetMinutes);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, TicksOffset), value.UtcTicks);
    }

    /// <inheritdoc/>
    public static bool TryGet(ref byte source, out DateTimeOffset value)
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
