using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;

namespace Mooncake.Serialization.Codecs;

/// <summary>A Rune: its scalar value. Surrogates and values beyond U+10FFFF are refused.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RuneImage : IStoreImage<Rune>
{
    /// <inheritdoc/>
    public static bool IsBlock => true;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => "rune";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte destination, in Rune value)
    {
        Unsafe.WriteUnaligned(ref destination, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(ref byte source, out Rune value)
    {
        return Rune.TryCreate(Unsafe.ReadUnaligned<int>(ref source), out value);
    }
}
