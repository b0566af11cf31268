using System.Buffers.Text;

namespace Mooncake.Cli.Dashboard;

/// <summary>Keys in addresses: their bytes as base64url, because keys need not be text.</summary>
internal static class KeyId
{
    /// <summary>The most bytes of a key in an address. Longer keys are listed, but cannot be looked into.</summary>
    internal const int MaxBytes = 16 << 10;

    /// <summary>The id of a key.</summary>
    internal static string Of(ReadOnlySpan<byte> key) => Base64Url.EncodeToString(key);

    /// <summary>Reads an id.</summary>
    /// <param name="id">The id; empty for an empty key.</param>
    /// <param name="key">The key's bytes.</param>
    /// <returns>False if it is not an id.</returns>
    internal static bool TryRead(string id, out byte[] key)
    {
        key = new byte[Math.Min(Base64Url.GetMaxDecodedLength(id.Length), MaxBytes)];
        bool isRead = Base64Url.TryDecodeFromChars(id, key, out int length);
        key = isRead ? key[..length] : [];
        return isRead;
    }
}
