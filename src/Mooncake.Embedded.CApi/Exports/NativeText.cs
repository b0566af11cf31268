using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Mooncake.Embedded.CApi.Exports;

/// <summary>Text as C passes it: UTF-8 up to a NUL.</summary>
internal static unsafe class NativeText
{
    private const int ShortLength = 256;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Finds the end of a text.</summary>
    /// <param name="text">Not null.</param>
    /// <param name="length">Bytes before the NUL.</param>
    /// <returns>False if there are 2 GiB or more.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryMeasure(byte* text, out int length)
    {
        // Keys are short, and the call of a search costs a tenth of a small get. An aligned vector lies in one page with its every byte:
        // none is read that could not be.
        int before = (int)((nuint)text % (nuint)Vector128<byte>.Count);
        uint ends = NulsIn(text - before) >> before;
        int at = 0;
        for (int next = Vector128<byte>.Count - before; ends == 0 && next <= ShortLength; next += Vector128<byte>.Count)
        {
            at = next;
            ends = NulsIn(text + at);
        }

        length = at + BitOperations.TrailingZeroCount(ends);
        return ends != 0 || TryMeasureLong(text, out length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NulsIn(byte* aligned) =>
        Vector128.Equals(Vector128.LoadAligned(aligned), Vector128<byte>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryMeasureLong(byte* text, out int length)
    {
        try
        {
            length = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text).Length;
            return true;
        }
        catch (ArgumentException)
        {
            length = 0;
            return false;
        }
    }

    /// <summary>Reads an argument of a setup.</summary>
    /// <param name="text">The text, or null to take the default.</param>
    /// <param name="fallback">The default.</param>
    /// <param name="value">The text.</param>
    /// <returns>False if it is not UTF-8 or has no end.</returns>
    internal static bool TryRead(byte* text, string fallback, [NotNullWhen(true)] out string? value)
    {
        value = fallback;
        if (text == null)
        {
            return true;
        }

        value = null;
        if (!TryMeasure(text, out int length))
        {
            return false;
        }

        try
        {
            value = Strict.GetString(text, length);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
