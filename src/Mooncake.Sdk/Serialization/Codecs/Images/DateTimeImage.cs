using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>A DateTime: ticks in the low 62 bits, its kind in the top two. No conversion; ticks out of range are refused.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeImage : IStoreImage<DateTime>
{
    private const ulong TicksMask = 0x3fff_ffff_ffff_ffff;

    /// <inheritdoc/>
    public static bool IsBlock => true;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => "dt";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte destination, in DateTime value)
    {
        Unsafe.WriteUnaligned(ref destination, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(ref byte source, out DateTime value)
    {
        ulong bits = Unsafe.ReadUnaligned<ulong>(ref source);
        bool isValid = (bits & TicksMask) <= (ulong)DateTime.MaxValue.Ticks;
        value = isValid ? Unsafe.BitCast<ulong, DateTime>(bits) : default;
        return isValid;
    }
}
