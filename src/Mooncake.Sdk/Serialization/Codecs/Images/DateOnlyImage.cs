using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>A DateOnly: its day number. Numbers out of range are refused.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateOnlyImage : IStoreImage<DateOnly>
{
    /// <inheritdoc/>
    public static bool IsBlock => true;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => "date";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte destination, in DateOnly value)
    {
        Unsafe.WriteUnaligned(ref destination, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(ref byte source, out DateOnly value)
    {
        int days = Unsafe.ReadUnaligned<int>(ref source);
        bool isValid = (uint)days <= (uint)DateOnly.MaxValue.DayNumber;
        value = isValid ? DateOnly.FromDayNumber(days) : default;
        return isValid;
    }
}
