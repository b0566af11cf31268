using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>The layout of a DateTimeOffset inside a struct: an int, four bytes of padding, a long.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeOffsetLayout : IStoreLayout<DateTimeOffset>
{
    private const int TicksOffset = 8;

    /// <inheritdoc/>
    public static int DataSize => sizeof(int) + sizeof(long);

    /// <inheritdoc/>
    public static string WireType => DateTimeOffsetImage.WireType;

    /// <inheritdoc/>
    public static void Mark(ref DateTimeOffset value, ref LayoutMarker marker)
    {
        ref byte start = ref Unsafe.As<DateTimeOffset, byte>(ref value);
        marker.Buffer(ref start, sizeof(int));
        marker.Buffer(ref Unsafe.Add(ref start, TicksOffset), sizeof(long));
    }
}
