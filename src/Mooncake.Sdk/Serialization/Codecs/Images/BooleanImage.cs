using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>A bool: 0 or 1. Any other byte is refused: a bool that is neither behaves differently from one statement to the next.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BooleanImage : IStoreImage<bool>
{
    /// <inheritdoc/>
    public static bool IsBlock => true;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => "b";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte destination, in bool value)
    {
        Unsafe.WriteUnaligned(ref destination, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(ref byte source, out bool value)
    {
        byte bits = source;
        value = bits != 0;
        return bits <= 1;
    }
}
