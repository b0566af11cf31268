using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>A decimal: flags, the high word, then the low two. Scales beyond 28 and reserved flags are refused.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DecimalImage : IStoreImage<decimal>
{
    private const uint ReservedFlags = 0x7f00_ffff;
    private const int ScaleShift = 16;
    private const uint MaxScale = 28;

    /// <inheritdoc/>
    public static bool IsBlock => true;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => "dec";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte destination, in decimal value)
    {
        Unsafe.WriteUnaligned(ref destination, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(ref byte source, out decimal value)
    {
        uint flags = Unsafe.ReadUnaligned<uint>(ref source);
        bool isValid = (flags & ReservedFlags) == 0 && ((flags >> ScaleShift) & byte.MaxValue) <= MaxScale;
        value = isValid ? Unsafe.ReadUnaligned<decimal>(ref source) : default;
        return isValid;
    }
}
