using System.Security.Cryptography;
using System.Text;

namespace Mooncake.Server.Security;

/// <summary>Compares passwords in a time that depends on neither.</summary>
internal sealed class PasswordCheck(string password)
{
    private readonly byte[] _digest = SHA256.HashData(Encoding.UTF8.GetBytes(password));

    /// <summary>True if a password is the right one.</summary>
    internal bool Accepts(ReadOnlySpan<byte> password)
    {
        // Digests have one length, so not even the password's length shows.
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(password, digest);
        return CryptographicOperations.FixedTimeEquals(digest, _digest);
    }
}
