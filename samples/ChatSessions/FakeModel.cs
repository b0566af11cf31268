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
