using System.Text;

namespace ChatSessions;

/// <summary>Stands for a model.</summary>
internal static class FakeModel
{
    private const int BlockBytes = 256 * 1024;
    private const int Dimensions = 384;

    /// <summary>A vector of unit length.</summary>
    internal static float[] Embed(ulong seed)
    {
        Random random = new((int)seed);
        float[] vector = [.. Enumerable.Range(0, Dimensions).Select(_ => (float)random.NextDouble() - 0.5f)];
        float length = MathF.Sqrt(vector.Sum(static part => part * part));
        return [.. vector.Select(part => part / length)];
    }

    /// <summary>The bytes of a block.</summary>
    internal static byte[] Attend(int block)
    {
        byte[] bytes = new byte[BlockBytes];
        Array.Fill(bytes, (byte)block);
        return bytes;
    }
}

/// <summary>Hashes texts.</summary>
internal static class TextHash
{
    /// <summary>The 64-bit FNV-1a hash of a text's UTF-8.</summary>
    internal static ulong Of(string text) =>
        Encoding.UTF8.GetBytes(text).Aggregate(0xCBF2_9CE4_8422_2325, static (hash, next) => unchecked((hash ^ next) * 0x0000_0100_0000_01B3));
}
