using System.Text;

namespace ChatSessions;

/// <summary>Hashes texts.</summary>
internal static class TextHash
{
    /// <summary>The 64-bit FNV-1a hash of a text's UTF-8.</summary>
    internal static ulong Of(string text) =>
        Encoding.UTF8.GetBytes(text).Aggregate(
            0xCBF2_9CE4_8422_2325, static (hash, next) => unchecked((hash ^ next) * 0x0000_0100_0000_01B3));
}
