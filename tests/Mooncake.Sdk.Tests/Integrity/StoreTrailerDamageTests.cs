using Mooncake.Integrity;

namespace Mooncake.Sdk.Tests.Integrity;

/// <summary>What a reader makes of objects that are no longer as they were written.</summary>
public sealed class StoreTrailerDamageTests
{
    private const int MagicAt = 0;
    private const int VersionAt = 2;
    private const int FlagsAt = 3;
    private const int FingerprintAt = 4;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Check_EverySingleBitFlippedAtChecksum_IsFound(bool isOptional)
    {
        byte[] stored = TrailerSample.Object(StoreIntegrity.Checksum);

        for (int bit = 0; bit < stored.Length * 8; bit++)
        {
            (StoreErrorCode code, int payloadLength) = CheckFlipped(stored, bit, StoreIntegrity.Checksum, isOptional);

            int inTrailer = (bit / 8) - TrailerSample.Payload.Length;
            bool isRecognition = inTrailer is >= MagicAt and < FlagsAt
                || (inTrailer == FlagsAt && bit % 8 != 0);
            Assert.Equal(isRecognition ? StoreErrorCode.MalformedTrailer : StoreErrorCode.IntegrityMismatch, code);
            Assert.Equal(0, payloadLength);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Check_EverySingleBitOfTheTrailerFlippedAtIdentity_IsFound(bool isOptional)
    {
        byte[] stored = TrailerSample.Object(StoreIntegrity.Identity);

        for (int bit = TrailerSample.Payload.Length * 8; bit < stored.Length * 8; bit++)
        {
            (StoreErrorCode code, _) = CheckFlipped(stored, bit, StoreIntegrity.Identity, isOptional);

            Assert.True(code is StoreErrorCode.MalformedTrailer or StoreErrorCode.IntegrityMismatch, $"Bit {bit}: {code}");
        }
    }

    [Fact]
    public void Check_PayloadDamagedAtIdentity_IsNotFound()
    {
        byte[] stored = TrailerSample.Object(StoreIntegrity.Identity);
        stored[1] ^= 1;

        Assert.Equal((StoreErrorCode.Ok, TrailerSample.Payload.Length), TrailerSample.Check(stored, StoreIntegrity.Identity));
    }

    [Theory]
    [InlineData(StoreIntegrity.Checksum)]
    [InlineData(StoreIntegrity.Identity)]
    public void Check_CutAtAnyLength_IsAMissingTrailer(StoreIntegrity level)
    {
        byte[] stored = TrailerSample.Object(level);

        for (int length = 0; length < stored.Length; length++)
        {
            Assert.Equal((StoreErrorCode.TrailerMissing, 0), TrailerSample.Check(stored.AsSpan(0, length), level));
        }
    }

    [Theory]
    [InlineData(StoreIntegrity.Checksum)]
    [InlineData(StoreIntegrity.Identity)]
    public void Check_BytesMissingInTheMiddle_IsAnIntegrityMismatch(StoreIntegrity level)
    {
        byte[] stored = TrailerSample.Object(level);

        for (int missing = 1; missing <= TrailerSample.Payload.Length; missing++)
        {
            Assert.Equal((StoreErrorCode.IntegrityMismatch, 0), TrailerSample.Check(stored.AsSpan(missing), level));
        }
    }

    [Fact]
    public void Check_BytesBehindTheTrailer_IsAMissingTrailer()
    {
        byte[] stored = TrailerSample.Object(StoreIntegrity.Checksum);

        for (int more = 1; more <= 40; more++)
        {
            Assert.Equal((StoreErrorCode.TrailerMissing, 0), TrailerSample.Check([.. stored, .. new byte[more]]));
        }
    }

    [Fact]
    public void Check_UnknownVersion_IsMalformed()
    {
        byte[] stored = TrailerSample.Object(StoreIntegrity.Checksum, TrailerSample.ForeignFingerprint);
        stored[TrailerSample.Payload.Length + VersionAt] = StoreTrailer.Version + 1;

        Assert.Equal((StoreErrorCode.MalformedTrailer, 0), TrailerSample.Check(stored));
    }

    [Fact]
    public void Check_OptionalAndNoTrailer_GivesAllBytes()
        => Assert.Equal(
            (StoreErrorCode.Ok, TrailerSample.Payload.Length),
            TrailerSample.Check(TrailerSample.Payload, isOptional: true));

    [Fact]
    public void Check_OptionalAndShorterThanATrailer_GivesAllBytes()
        => Assert.Equal((StoreErrorCode.Ok, 1), TrailerSample.Check([0xFF], isOptional: true));

    [Fact]
    public void Check_OptionalAndThePayloadHasTheMagicByChance_GivesAllBytes()
    {
        byte[] stored = new byte[40];
        stored[24] = 0xF5;
        stored[25] = 0x4D;

        Assert.Equal((StoreErrorCode.Ok, 40), TrailerSample.Check(stored, isOptional: true));
        Assert.Equal((StoreErrorCode.MalformedTrailer, 0), TrailerSample.Check(stored));
    }

    [Fact]
    public void Check_OptionalAndOnlyTheFingerprintIsLeft_IsMalformedAndNotUnprotected()
    {
        byte[] stored = TrailerSample.Object(StoreIntegrity.Checksum);
        stored.AsSpan(TrailerSample.Payload.Length, FingerprintAt).Clear();

        Assert.Equal((StoreErrorCode.MalformedTrailer, 0), TrailerSample.Check(stored, isOptional: true));
    }

    [Theory]
    [InlineData(StoreIntegrity.Checksum)]
    [InlineData(StoreIntegrity.Identity)]
    public void Check_ArbitraryBytes_AreNeverAPayload(StoreIntegrity level)
    {
        Random random = new(7);
        byte[] whole = TrailerSample.Object(level);

        for (int round = 0; round < 20_000; round++)
        {
            // Any number of bytes from 0 on; in half of the rounds a trailer's first bytes and fingerprint stand where they should.
            byte[] bytes = new byte[random.Next(whole.Length * 2)];
            random.NextBytes(bytes);
            if (round % 2 == 0 && bytes.Length >= StoreTrailer.Size)
            {
                whole.AsSpan(TrailerSample.Payload.Length, 12).CopyTo(bytes.AsSpan(bytes.Length - StoreTrailer.Size));
            }

            (StoreErrorCode code, int payloadLength) = TrailerSample.Check(bytes, level);

            Assert.NotEqual(StoreErrorCode.Ok, code);
            Assert.Equal(0, payloadLength);
        }
    }

    private static (StoreErrorCode Code, int PayloadLength) CheckFlipped(byte[] stored, int bit, StoreIntegrity level, bool isOptional)
    {
        byte[] flipped = [.. stored];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return TrailerSample.Check(flipped, level, isOptional);
    }
}
