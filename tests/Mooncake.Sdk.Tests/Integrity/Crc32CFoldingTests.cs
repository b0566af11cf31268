using Mooncake.Integrity;

namespace Mooncake.Sdk.Tests.Integrity;

public sealed class Crc32CFoldingTests
{
    /// <summary>x^32 + ..., the polynomial of CRC-32C with its highest term.</summary>
    private const ulong Polynomial = 0x1_1EDC_6F41;

    [Theory]
    [InlineData(128, Crc32CFolding.First128, Crc32CFolding.Second128)]
    [InlineData(256, Crc32CFolding.First256, Crc32CFolding.Second256)]
    [InlineData(384, Crc32CFolding.First384, Crc32CFolding.Second384)]
    [InlineData(512, Crc32CFolding.First512, Crc32CFolding.Second512)]
    [InlineData(1024, Crc32CFolding.First1024, Crc32CFolding.Second1024)]
    [InlineData(2048, Crc32CFolding.First2048, Crc32CFolding.Second2048)]
    public void Constants_OfADistance_FollowFromThePolynomial(int distance, ulong first, ulong second)
    {
        Assert.Equal(MirroredPower(distance + 32) << 1, first);
        Assert.Equal(MirroredPower(distance - 32) << 1, second);
    }

    /// <summary>x^exponent mod P, its 32 bits mirrored.</summary>
    private static ulong MirroredPower(int exponent)
    {
        ulong power = 1;
        for (int step = 0; step < exponent; step++)
        {
            power <<= 1;
            power ^= (power >> 32) * Polynomial;
        }

        ulong mirrored = 0;
        for (int bit = 0; bit < 32; bit++)
        {
            mirrored |= ((power >> bit) & 1) << (31 - bit);
        }

        return mirrored;
    }
}
