using Mooncake.Integrity;

namespace Mooncake.Sdk.Tests.Integrity;

/// <summary>What a reader makes of objects as they were written, by this type or another.</summary>
public sealed class StoreTrailerCheckTests
{
    [Theory]
    [InlineData(StoreIntegrity.Checksum)]
    [InlineData(StoreIntegrity.Identity)]
    public void Check_AsWritten_GivesThePayload(StoreIntegrity level)
        => Assert.Equal((StoreErrorCode.Ok, TrailerSample.Payload.Length), TrailerSample.Check(TrailerSample.Object(level), level));

    [Theory]
    [InlineData(StoreIntegrity.Checksum)]
    [InlineData(StoreIntegrity.Identity)]
    public void Check_EmptyPayload_GivesNoBytes(StoreIntegrity level)
    {
        byte[] stored = TrailerSample.Object(level, TrailerSample.Fingerprint, TrailerSample.Key, []);

        Assert.Equal((StoreErrorCode.Ok, 0), TrailerSample.Check(stored, level));
    }

    [Fact]
    public void Check_OlderShapeThatIsAccepted_GivesThePayload()
    {
        byte[] stored = TrailerSample.Object(StoreIntegrity.Checksum, TrailerSample.OlderFingerprint);

        Assert.Equal((StoreErrorCode.Ok, TrailerSample.Payload.Length), TrailerSample.Check(stored));
    }

    [Theory]
    [InlineData(StoreIntegrity.Checksum)]
    [InlineData(StoreIntegrity.Identity)]
    public void Check_AnotherTypesObject_IsAFingerprintMismatch(StoreIntegrity level)
    {
        byte[] stored = TrailerSample.Object(level, TrailerSample.ForeignFingerprint);

        Assert.Equal((StoreErrorCode.FingerprintMismatch, 0), TrailerSample.Check(stored, level));
        Assert.Equal((StoreErrorCode.FingerprintMismatch, 0), TrailerSample.Check(stored, level, isOptional: true));
    }

    [Theory]
    [InlineData(StoreIntegrity.Checksum)]
    [InlineData(StoreIntegrity.Identity)]
    public void Check_ObjectsOfTheSameTypeSwapped_IsAnIntegrityMismatch(StoreIntegrity level)
    {
        byte[] otherKey = "demo/8"u8.ToArray();
        byte[] otherPayload = [.. TrailerSample.Payload];
        otherPayload[1] = 8;
        byte[] other = TrailerSample.Object(level, TrailerSample.Fingerprint, otherKey, otherPayload);

        Assert.Equal((StoreErrorCode.IntegrityMismatch, 0), TrailerSample.Check(other, level));
    }

    [Fact]
    public void Check_AnotherTypesObjectOfAnotherKey_IsAnIntegrityMismatch()
    {
        byte[] stored = TrailerSample.Object(
            StoreIntegrity.Checksum,
            TrailerSample.ForeignFingerprint,
            "other/7"u8.ToArray(),
            TrailerSample.Payload);

        Assert.Equal((StoreErrorCode.IntegrityMismatch, 0), TrailerSample.Check(stored));
    }

    [Fact]
    public void Check_WrittenAtIdentityReadAtChecksum_IsALevelTooLow()
        => Assert.Equal(
            (StoreErrorCode.IntegrityLevelTooLow, 0),
            TrailerSample.Check(TrailerSample.Object(StoreIntegrity.Identity), StoreIntegrity.Checksum));

    [Fact]
    public void Check_WrittenAtIdentityReadAtOptionalChecksum_GivesThePayload()
        => Assert.Equal(
            (StoreErrorCode.Ok, TrailerSample.Payload.Length),
            TrailerSample.Check(TrailerSample.Object(StoreIntegrity.Identity), StoreIntegrity.Checksum, isOptional: true));

    [Fact]
    public void Check_WrittenAtChecksumReadAtIdentity_GivesThePayload()
        => Assert.Equal(
            (StoreErrorCode.Ok, TrailerSample.Payload.Length),
            TrailerSample.Check(TrailerSample.Object(StoreIntegrity.Checksum), StoreIntegrity.Identity));

    [Fact]
    public void Check_WrittenAtChecksumDamagedReadAtIdentity_IsAnIntegrityMismatch()
    {
        byte[] stored = TrailerSample.Object(StoreIntegrity.Checksum);
        stored[3] ^= 0x10;

        Assert.Equal((StoreErrorCode.IntegrityMismatch, 0), TrailerSample.Check(stored, StoreIntegrity.Identity));
    }

    [Fact]
    public void Check_LevelNone_GivesAllBytesUnlookedAt()
    {
        byte[] stored = TrailerSample.Object(StoreIntegrity.Checksum);

        Assert.Equal((StoreErrorCode.Ok, stored.Length), TrailerSample.Check(stored, StoreIntegrity.None));
        Assert.Equal((StoreErrorCode.Ok, 3), TrailerSample.Check([1, 2, 3], StoreIntegrity.None));
    }

    [Fact]
    public void Check_BareMemoryPackBytes_IsAMissingTrailer()
        => Assert.Equal((StoreErrorCode.TrailerMissing, 0), TrailerSample.Check(TrailerSample.Payload));

    [Theory]
    [InlineData(StoreIntegrity.Checksum)]
    [InlineData(StoreIntegrity.Identity)]
    public void CheckAndWrite_Always_AllocateNothing(StoreIntegrity level)
    {
        byte[] stored = TrailerSample.Object(level);
        byte[] copy = new byte[stored.Length];
        TrailerSample.Check(stored, level);
        long before = GC.GetAllocatedBytesForCurrentThread();

        StoreTrailer.Write(stored.AsSpan(TrailerSample.Payload.Length), level, TrailerSample.Fingerprint, TrailerSample.Key, TrailerSample.Payload);
        StoreErrorCode code = StoreTrailer.Check(stored, TrailerSample.Key, level, isOptional: false, TrailerSample.Accepted, out _);
        StoreErrorCode copied = StoreTrailer.CheckAndCopy(stored, TrailerSample.Key, level, isOptional: false, TrailerSample.Accepted, copy, out _);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((StoreErrorCode.Ok, StoreErrorCode.Ok), (code, copied));
    }
}
