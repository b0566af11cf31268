using System.Buffers.Binary;
using System.Numerics;
using Mooncake.Durable.Setup;
using Mooncake.Integrity;

namespace Mooncake.Durable.Tests.Setup;

/// <summary>A damaged length at the end of a log, told from a write that ended early.</summary>
public sealed class LogTailTests
{
    private static readonly byte[] First = Fragment([1, 2, 3, 4, 5]);
    private static readonly byte[] Second = Fragment([.. Enumerable.Range(0, 40).Select(static n => (byte)n)]);

    [Fact]
    public void Block_ThatEndsAtAnyByte_IsNotDamaged()
    {
        byte[] block = [.. First, .. Second];
        for (int length = 0; length <= block.Length; length++)
        {
            Assert.Equal(-1, LogTail.FindDamage(block.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void Length_AboveWhatIsThere_IsDamageIfTheFragmentIsWholeOrAnotherFollows(int at)
    {
        for (int bit = 0; bit < 16; bit++)
        {
            byte[] block = [.. First, .. Second];
            block[at + 4 + (bit / 8)] ^= (byte)(1 << (bit % 8));
            int length = BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(at + 4));
            if (at + 7 + length > block.Length)
            {
                Assert.Equal(at, LogTail.FindDamage(block));
            }
        }
    }

    private static byte[] Fragment(byte[] payload)
    {
        const byte full = 1;
        byte[] fragment = [0, 0, 0, 0, (byte)payload.Length, 0, full, .. payload];
        uint crc = Crc32C.Append(0, fragment.AsSpan(6));
        BinaryPrimitives.WriteUInt32LittleEndian(fragment, BitOperations.RotateRight(crc, 15) + 0xa282ead8);
        return fragment;
    }
}
