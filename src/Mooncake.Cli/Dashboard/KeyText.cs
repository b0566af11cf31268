using System.Globalization;
using System.Text;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Dashboard;

/// <summary>Keys as text to show.</summary>
internal static class KeyText
{
    private const int MostShown = 300;

    /// <summary>
    /// A key as text: bytes that are not UTF-8 as <c>\xFF</c>, control characters as <c>\u0000</c>, and of a long key the beginning.
    /// </summary>
    /// <param name="key">The key, or a part of it.</param>
    internal static string Of(ReadOnlySpan<byte> key)
    {
        StringBuilder text = new();
        while (!key.IsEmpty && text.Length < MostShown)
        {
            if (Rune.DecodeFromUtf8(key, out Rune rune, out int length) == System.Buffers.OperationStatus.Done)
            {
                text.Append(Printable.Of(rune.ToString()));
            }
            else
            {
                foreach (byte invalid in key[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{invalid:X2}");
                }
            }

            key = key[length..];
        }

        return key.IsEmpty ? text.ToString() : string.Create(CultureInfo.InvariantCulture, $"{text}… ({key.Length} more bytes)");
    }
}
