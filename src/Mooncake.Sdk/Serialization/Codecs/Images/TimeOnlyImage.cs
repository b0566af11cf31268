using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>A TimeOnly: its ticks. Ticks of a day or more are refused.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimeOnlyImage : IStoreImage<TimeOnly>
{
    /// <inheritdoc/>
    public static bool IsBlock => true;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => "time";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte destination, in TimeOnly value)
    {
        Unsafe.WriteUnaligned(ref destination, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(ref byte source, out TimeOnly value)
    {
        long ticks = Unsafe.ReadUnaligned<long>(ref source);
        bool isValid = (ulong)ticks < TimeSpan.TicksPerDay;
        value = isValid ? new TimeOnly(ticks) : default;
        return isValid;
    }
}
