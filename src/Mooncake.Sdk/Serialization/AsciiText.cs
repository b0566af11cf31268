using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Mooncake.Serialization;

/// <summary>
/// Checks and converts ASCII in one pass, inlined for the short texts of which records are full; long ones go to the runtime's
/// wider vectors. Nothing is promised of a destination for text that turns out not to be ASCII.
/// </summary>
internal static class AsciiText
{
    // From here on the call costs less than wider vectors save.
    private const int LongText = 128;
    private const ushort NonAsciiUnits = 0xff80;

    /// <summary>True if all units are ASCII.</summary>
    /// <param name="text">The units, at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsAscii(string text)
    {
        int length = text.Length;
        if (length is < 8 or >= LongText)
        {
            return Ascii.IsValid(text);
        }

        ref ushort source = ref Unsafe.As<char, ushort>(ref Unsafe.AsRef(in text.GetPinnableReference()));
        int last = length - Vector128<ushort>.Count;
        Vector128<ushort> all = Vector128.LoadUnsafe(ref source, (nuint)last);
        for (int i = 0; i < last; i += Vector128<ushort>.Count)
        {
            all |= Vector128.LoadUnsafe(ref source, (nuint)i);
        }

        return (all & Vector128.Create(NonAsciiUnits)) == Vector128<ushort>.Zero;
    }

    /// <summary>Narrows units to bytes.</summary>
    /// <param name="text">The units, at least one.</param>
    /// <param name="destination">The first of as many bytes.</param>
    /// <returns>False if a unit is not ASCII.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryNarrow(string text, ref byte destination)
    {
        int length = text.Length;
        if (length is < 8 or >= LongText)
        {
            return Ascii.FromUtf16(text, MemoryMarshal.CreateSpan(ref destination, length), out _)
                == OperationStatus.Done;
        }

        ref ushort source = ref Unsafe.As<char, ushort>(ref Unsafe.AsRef(in text.GetPinnableReference()));

        // Eight units at a time; the last eight may overlap those before them.
        int last = length - Vector128<ushort>.Count;
        Vector128<ushort> all = Vector128.LoadUnsafe(ref source, (nuint)last);
        Vector128.Narrow(all, all).GetLower().StoreUnsafe(ref destination, (nuint)last);
        for (int i = 0; i < last; i += Vector128<ushort>.Count)
        {
            Vector128<ushort> units = Vector128.LoadUnsafe(ref source, (nuint)i);
            Vector128.Narrow(units, units).GetLower().StoreUnsafe(ref destination, (nuint)i);
            all |= units;
        }

        return (all & Vector128.Create(NonAsciiUnits)) == Vector128<ushort>.Zero;
    }

    /// <summary>Widens bytes to units.</summary>
    /// <param name="source">The first byte.</param>
    /// <param name="units">As many units as there are bytes.</param>
    /// <returns>False if a byte is not ASCII.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryWiden(ref byte source, Span<char> units)
    {
        int length = units.Length;
        if (length is < 8 or >= LongText)
        {
            return Ascii.ToUtf16(MemoryMarshal.CreateReadOnlySpan(ref source, length), units, out _)
                == OperationStatus.Done;
        }

        ref ushort destination = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(units));
        int last = length - Vector64<byte>.Count;
        ulong all = 0;
        for (int i = 0; ; i = Math.Min(i + Vector64<byte>.Count, last))
        {
            ulong bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, i));
            all |= bytes;
            Vector128.WidenLower(Vector128.CreateScalarUnsafe(bytes).AsByte()).StoreUnsafe(ref destination, (nuint)i);
            if (i == last)
            {
                return (all & 0x8080_8080_8080_8080) == 0;
            }
        }
    }
}
