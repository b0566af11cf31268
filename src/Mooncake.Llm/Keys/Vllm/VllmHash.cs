using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace Mooncake.Llm.Keys.Vllm;

/// <summary>vLLM's hash functions over encoded messages, and the root that its seed gives.</summary>
internal static class VllmHash
{
    // Throws for text that is not well-formed, as Python does.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The number of bytes of a hash.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enum's.</exception>
    public static int LengthOf(VllmHashAlgorithm algorithm) => algorithm switch
    {
        VllmHashAlgorithm.Sha256Cbor or VllmHashAlgorithm.Sha256Pickle => SHA256.HashSizeInBytes,
        VllmHashAlgorithm.XxHash128Cbor or VllmHashAlgorithm.XxHash128Pickle => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "This is not an algorithm of vLLM."),
    };

    /// <summary>Whether an algorithm hashes pickled values.</summary>
    /// <param name="algorithm">The algorithm.</param>
    public static bool IsPickle(VllmHashAlgorithm algorithm) =>
        algorithm is VllmHashAlgorithm.Sha256Pickle or VllmHashAlgorithm.XxHash128Pickle;

    /// <summary>Hashes a message.</summary>
    /// <param name="algorithm">A valid algorithm.</param>
    /// <param name="message">The message.</param>
    /// <param name="hash">Room for the hash.</param>
    public static void Hash(VllmHashAlgorithm algorithm, ReadOnlySpan<byte> message, Span<byte> hash)
    {
        if (algorithm is VllmHashAlgorithm.Sha256Cbor or VllmHashAlgorithm.Sha256Pickle)
        {
            Sha256Digest.Hash(message, hash);
        }
        else
        {
            XxHash128.Hash(message, hash);
        }
    }

    /// <summary>The root that a seed gives, vLLM's <c>NONE_HASH</c>: the hash of the seed as text.</summary>
    /// <param name="algorithm">A valid algorithm.</param>
    /// <param name="seed">The value of <c>PYTHONHASHSEED</c>.</param>
    /// <exception cref="ArgumentException">The seed is null or not well-formed UTF-16.</exception>
    public static BlockHash RootOf(VllmHashAlgorithm algorithm, string seed)
    {
        byte[] scratch = new byte[PickleMessage.MaxEnvelope + CborMessage.MaxHead + Utf8.GetByteCount(seed)];
        Span<byte> hash = stackalloc byte[LengthOf(algorithm)];
        if (IsPickle(algorithm))
        {
            PickleMessage message = new(scratch);
            message.Write(seed);
            Hash(algorithm, message.End(), hash);
        }
        else
        {
            CborMessage message = new(scratch);
            message.Write(seed);
            Hash(algorithm, message.Written, hash);
        }

        return new BlockHash(hash);
    }

    /// <summary>The number of bytes of a text that becomes part of a hash.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="name">The name of the property, for the exception.</param>
    /// <exception cref="ArgumentException">The text is not well-formed UTF-16.</exception>
    public static int MeasureText(string? text, string name)
    {
        try
        {
            return text is null ? 0 : CborMessage.MaxHead + Utf8.GetByteCount(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException($"{name} has a surrogate without its other half, so it has no UTF-8 form.", name, exception);
        }
    }
}
