using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace Mooncake.Embedded.CApi.Exports;

/// <summary>Text as C passes it: UTF-8 up to a NUL.</summary>
internal static unsafe class NativeText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Finds the end of a text.</summary>
    /// <param name="text">Not null.</param>
    /// <param name="length">Bytes before the NUL.</param>
    /// <returns>False if there are 2 GiB or more.</returns>
    internal static bool TryMeasure(byte* text, out int length)
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
