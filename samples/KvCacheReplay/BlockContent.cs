using System.Runtime.InteropServices;

namespace KvCacheReplay;

/// <summary>The bytes of a block, all derived from its hash, so that any byte read can be checked.</summary>
internal static class BlockContent
{
    /// <summary>Makes a block's bytes.</summary>
    internal static byte[] Make(ulong hash, int size)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(size);
        Fill(hash, bytes);
        return bytes;
    }

    /// <summary>Tells whether bytes are those of a block.</summary>
    /// <param name="hash">The block's hash.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="scratch">As long as the block.</param>
    internal static bool Matches(ulong hash, ReadOnlySpan<byte> bytes, Span<byte> scratch)
    {
        Fill(hash, scratch);
        return bytes.SequenceEqual(scratch);
    }

    private static void Fill(ulong hash, Span<byte> bytes)
    {
        ulong state = (hash + 1) * 0x9E3779B97F4A7C15;
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = state;
            state = (state * 6364136223846793005) + 1442695040888963407;
        }

        bytes[(words.Length * sizeof(ulong))..].Fill((byte)state);
    }
}
