using System.Buffers.Binary;
using Mooncake.Integrity;

namespace Mooncake.Sdk.Tests.Integrity;

public sealed class StoreTrailerWriteTests
{
    private const ulong Fingerprint = 0x0123_4567_89AB_CDEF;
    private static readonly byte[] Key = "demo/7"u8.ToArray();
    private static readonly byte[] Payload = [2, 7, 0, 0, 0, 0xFF];

    [Theory]
    [InlineData(StoreIntegrity.Checksum, 0)]
    [InlineData(StoreIntegrity.Identity, 1)]
    public void Write_ALevel_LaysOutTheHead(StoreIntegrity level, byte flags)
    {
        byte[] trailer = new byte[StoreTrailer.Size];

        StoreTrailer.Write(trailer, level, Fingerprint, Key, Payload);

        Assert.Equal([0xF5, 0x4D, 0x01, flags, 0xEF, 0xCD, 0xAB, 0x89, 0x67, 0x45, 0x23, 0x01], trailer[..12]);
    }

    [Fact]
    public void Write_Checksum_SumsKeyPayloadAndHead()
    {
        byte[] trailer = new byte[StoreTrailer.Size];

        StoreTrailer.Write(trailer, StoreIntegrity.Checksum, Fingerprint, Key, Payload);

        uint expected = BitwiseCrc32C.Append(0, [.. Key, .. Payload, .. trailer[..12]]);
        Assert.Equal(expected, BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(12)));
    }

    [Fact]
    public void Write_Identity_SumsKeyLengthAndHead()
    {
        byte[] trailer = new byte[StoreTrailer.Size];

        StoreTrailer.Write(trailer, StoreIntegrity.Identity, Fingerprint, Key, Payload);

        uint expected = BitwiseCrc32C.Append(0, [.. Key, 6, 0, 0, 0, 0, 0, 0, 0, .. trailer[..12]]);
        Assert.Equal(expected, BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(12)));
    }

    [Fact]
    public void WriteSummed_CrcOfAFusedCopy_EqualsWrite()
    {
        byte[] expected = new byte[StoreTrailer.Size];
        StoreTrailer.Write(expected, StoreIntegrity.Checksum, Fingerprint, Key, Payload);
        byte[] stored = new byte[Payload.Length + StoreTrailer.Size];

        uint crc = Crc32C.CopyAndAppend(Crc32C.Append(0, Key), Payload, stored);
        StoreTrailer.WriteSummed(stored.AsSpan(Payload.Length), Fingerprint, crc);

        Assert.Equal([.. Payload, .. expected], stored);
    }

    [Fact]
    public void Write_RoomToSpare_TouchesSixteenBytesOnly()
    {
        byte[] destination = new byte[StoreTrailer.Size + 8];

        StoreTrailer.Write(destination, StoreIntegrity.Checksum, Fingerprint, Key, Payload);

        Assert.Equal(new byte[8], destination[StoreTrailer.Size..]);
    }

    [Fact]
    public void Write_NoLevel_IsMisuse()
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => StoreTrailer.Write(new byte[StoreTrailer.Size], StoreIntegrity.None, Fingerprint, Key, Payload));

    [Fact]
    public void Write_TooLittleRoom_IsMisuse()
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => StoreTrailer.Write(new byte[StoreTrailer.Size - 1], StoreIntegrity.Checksum, Fingerprint, Key, Payload));

    [Theory]
    [InlineData(StoreIntegrity.Checksum, 16)]
    [InlineData(StoreIntegrity.Identity, 16)]
    [InlineData(StoreIntegrity.None, 0)]
    public void SizeAt_ALevel_IsWhatItAdds(StoreIntegrity level, int size)
        => Assert.Equal(size, StoreTrailer.SizeAt(level));
}
