using System.Text;
using System.Text.Unicode;

namespace Mooncake.Server.CApi.Exports;

/// <summary>Why the last function that failed on a thread did so.</summary>
internal static class LastMessage
{
    [ThreadStatic]
    private static string? _text;

    /// <summary>Notes a failure.</summary>
    /// <param name="code">The negative code.</param>
    /// <param name="message">What failed, and what to do.</param>
    /// <returns>The code.</returns>
    internal static int Fail(int code, string message)
    {
        _text = message;
        return code;
    }

    /// <summary>Notes an exception that should not occur. Never throws.</summary>
    /// <returns>-1.</returns>
    internal static int Unexpected(Exception exception)
    {
        try
        {
            _text = $"An error occurred that should not; please report it. {exception}";
        }
        catch (Exception)
        {
            // No memory to describe it, most likely. This is the last line before the border: the code has to do.
            _text = null;
        }

        return (int)StoreErrorCode.InternalError;
    }

    /// <summary>Writes the message with a NUL, as far as it fits.</summary>
    /// <param name="destination">Where; may be empty.</param>
    /// <returns>The length of the whole message in bytes, without the NUL.</returns>
    internal static int CopyTo(Span<byte> destination)
    {
        string text = _text ?? "";
        if (!destination.IsEmpty)
        {
            // Whole characters only.
            Utf8.FromUtf16(text, destination[..^1], out _, out int written, isFinalBlock: true);
            destination[written] = 0;
        }

        return Encoding.UTF8.GetByteCount(text);
    }
}
