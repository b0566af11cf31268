using System.Buffers.Text;

namespace Mooncake.Cli.Dashboard;

/// <summary>Keys in addresses: their bytes as base64url, because keys need not be text.</summary>
internal static class KeyId
{
    /// <summary>The most bytes of a key in an address: those of the longest key by default.</summary>
    internal const int MaxBytes = 64 << 10;

    /// <summary>The id of a key.</summary>
    internal static string Of(ReadOnlySpan<byte> key) => Base64Url.EncodeToString(key);

    /// <summary>Reads an id.</summary>
    /// <param name="id">The id; empty for an empty key.</param>
    /// <param name="key">The key's bytes.</param>
    /// <returns>False if it is not an id.</returns>
    internal static bool TryRead(string id, out byte[] key)
    {
        bool isId = Base64Url.IsValid(id, out int length) && length <= MaxBytes;
        key = isId ? Base64Url.DecodeFromChars(id) : [];
        return isId;
    }
}
