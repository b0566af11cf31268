using System.Runtime.InteropServices;
using MemoryPack;
using Mooncake.Integrity;
using Mooncake.Serialization;

namespace Mooncake.Packed;

/// <summary>What reading makes of bytes that MemoryPack did not write for this type and key, and what it borrows.</summary>
public sealed class PackedReadTests : StoreTest
{
    [Fact]
    public async Task GetLease_OfBorrowedMembers_PointsIntoTheLease()
    {
        PackedBlob blob = new(1, Bytes("borrowed"), Bytes("writable"), Bytes("copied"), new PackedWrapped(Bytes("inner")));
        (await Store.PackedBlobs.PutAsync(blob, cancellationToken: Stop)).ThrowIfFailed();

        StoreLease<PackedBlob> lease = (await Store.PackedBlobs.GetLeaseAsync(1, Stop)).GetValueOrThrow();
        PackedBlob read = lease.Value;

        Assert.Equal(("borrowed", "writable", "copied", "inner"), (Text(read.Borrowed), Text(read.Writable), Text(read.Copied), Text(read.Wrapped!.Inner)));
        Assert.Equal((false, false, true, true), (IsArray(read.Borrowed), IsArray(read.Writable), IsArray(read.Copied), IsArray(read.Wrapped.Inner)));
        AssertRentedBuffers(1);
        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => read.Borrowed.Span.Length);
        AssertRentedBuffers(0);
    }

    [Fact]
    public async Task Get_OfBorrowedMembers_Copies()
    {
        (await Store.PackedBlobs.PutAsync(new PackedBlob(1, Bytes("borrowed"), Bytes("writable"), default), cancellationToken: Stop)).ThrowIfFailed();

        PackedBlob read = (await Store.PackedBlobs.GetAsync(1, Stop)).GetValueOrThrow();

        Assert.Equal(("borrowed", "writable", ""), (Text(read.Borrowed), Text(read.Writable), Text(read.Copied)));
        Assert.True(IsArray(read.Borrowed) && IsArray(read.Writable));
    }

    [Fact]
    public async Task GetLease_WhereAValueReadsAnotherLease_BorrowsEachFromItsOwn()
    {
        (await Store.PackedBlobs.PutAsync(new PackedBlob(1, Bytes("one"), default, default), cancellationToken: Stop)).ThrowIfFailed();
        (await Store.PackedBlobs.PutAsync(new PackedBlob(2, Bytes("two"), default, default), cancellationToken: Stop)).ThrowIfFailed();

        using StoreLease<PackedBlob> first = (await Store.PackedBlobs.GetLeaseAsync(1, Stop)).GetValueOrThrow();
        using StoreLease<PackedBlob> second = (await Store.PackedBlobs.GetLeaseAsync(2, Stop)).GetValueOrThrow();

        Assert.Equal(("one", "two"), (Text(first.Value.Borrowed), Text(second.Value.Borrowed)));
        Assert.False(IsArray(first.Value.Borrowed) || IsArray(second.Value.Borrowed));
    }

    [Fact]
    public void BorrowedAttribute_WritesWhatMemoryPackWrites()
    {
        byte[] plain = MemoryPackSerializer.Serialize((ReadOnlyMemory<byte>)Bytes("inner"));
        Assert.Equal([1, .. plain], MemoryPackSerializer.Serialize(new PackedWrapped(Bytes("inner"))));
        Assert.Equal([1, .. MemoryPackSerializer.Serialize(default(ReadOnlyMemory<byte>))], MemoryPackSerializer.Serialize(new PackedWrapped(default)));
        Assert.True(MemoryPackSerializer.Deserialize<PackedWrapped>([1, 255, 255, 255, 255])!.Inner.IsEmpty);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(int.MinValue)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void BorrowedAttribute_OnALengthThatCannotBe_Throws(int length) =>
        Assert.Throws<MemoryPackSerializationException>(() => MemoryPackSerializer.Deserialize<PackedWrapped>([1, .. BitConverter.GetBytes(length)]));

    [Fact]
    public async Task EveryTruncation_UnderARightChecksum_IsAnErrorAndNeverAnException()
    {
        byte[] whole = MemoryPackSerializer.Serialize(new PackedText(1, "text"));
        for (int length = 1; length < whole.Length; length++)
        {
            await AssertMalformedAsync(whole[..length]);
        }

        await AssertMalformedAsync([.. whole, 0]);
    }

    [Theory]
    [InlineData("FF")]
    [InlineData("03" + "01000000" + "FFFFFFFF" + "FFFFFFFF")]
    [InlineData("02" + "01000000" + "FFFFFF7F")]
    [InlineData("02" + "01000000" + "FDFFFFFF" + "FFFFFF7F" + "C328")]
    [InlineData("02" + "01000000" + "FDFFFFFF" + "02000000" + "C328")]
    [InlineData("F9")]
    [InlineData("00" + "01")]
    public async Task MalformedBytes_UnderARightChecksum_AreAnErrorAndNeverAnException(string hex) => await AssertMalformedAsync(Convert.FromHexString(hex));

    /// <summary>These bytes take MemoryPack's reader out of the object: the length of the text is the complement of the largest number.</summary>
    [Theory]
    [InlineData("02" + "01000000" + "00000080" + "00000000")]
    [InlineData("02" + "01000000" + "01000080" + "00000000")]
    public async Task BytesThatWouldEndTheProcess_AreRefusedWithoutAChecksum(string hex)
    {
        (await Store.Raw.PutAsync("packed-bare/1", Convert.FromHexString(hex), cancellationToken: Stop)).ThrowIfFailed();
        (await Store.Raw.PutAsync("packed-optional/1", Convert.FromHexString(hex), cancellationToken: Stop)).ThrowIfFailed();

        Assert.Equal(StoreErrorCode.IntegrityLevelTooLow, (await Store.PackedBares.GetAsync(1, Stop)).Error?.Code);
        Assert.Equal(StoreErrorCode.IntegrityLevelTooLow, (await Store.PackedOptionals.GetAsync(1, Stop)).Error?.Code);
        Assert.Equal(StoreErrorCode.IntegrityLevelTooLow, (await Store.PackedBares.GetLeaseAsync(1, Stop)).Error?.Code);
    }

    [Fact]
    public async Task DamagedBytes_DoNotReachMemoryPack()
    {
        PackedSession session = PackedSession.Make("a", 1, "text");
        (await Store.PackedSessions.PutAsync(session, cancellationToken: Stop)).ThrowIfFailed();
        byte[] whole = (await Store.Raw.GetAsync("session/a", Stop)).GetValueOrThrow();
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x40;
            (await Store.Raw.ReplaceAsync("session/a", damaged, ReplaceOptions.Forced, Stop)).ThrowIfFailed();
            StoreResult<PackedSession> got = await Store.PackedSessions.GetAsync("a", Stop);
            Assert.True(got.Error?.Code is StoreErrorCode.IntegrityMismatch or StoreErrorCode.MalformedTrailer or StoreErrorCode.TrailerMissing, $"Byte {i}: {got}");
        }
    }

    [Fact]
    public async Task Member_OfAnEmittedType_ReadsBack()
    {
        PackedHolder holder = new(1, new PackedPart("part", [new PackedTurn("user", "text", 3)]), "after");
        Assert.True((await Store.PackedHolders.PutManyAsync([holder, new PackedHolder(2, null, "after")], cancellationToken: Stop)).IsSuccess);

        PackedHolder read = (await Store.PackedHolders.GetAsync(1, Stop)).GetValueOrThrow();

        Assert.Equal(("part", "after"), (read.Part!.Text, read.After));
        Assert.Equal(holder.Part!.Turns, read.Part.Turns);
        Assert.Null((await Store.PackedHolders.GetAsync(2, Stop)).GetValueOrThrow().Part);
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);

    private static bool IsArray(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out _);

    private async Task AssertMalformedAsync(byte[] payload)
    {
        byte[] stored = [.. payload, .. new byte[StoreTrailer.Size]];
        StoreTrailer.Write(stored.AsSpan(payload.Length), StoreIntegrity.Checksum, FingerprintOf<PackedText>(), "packed-text/1"u8, payload);
        (await Store.Raw.ReplaceAsync("packed-text/1", stored, ReplaceOptions.Forced, Stop)).ThrowIfFailed();
        StoreResult<PackedText> got = await Store.PackedTexts.GetAsync(1, Stop);
        Assert.True(
            got.Error?.Code is StoreErrorCode.MalformedValue or StoreErrorCode.MalformedHeader or StoreErrorCode.MalformedLength,
            $"{Convert.ToHexString(payload)}: {got}");
    }

    private static ulong FingerprintOf<T>()
        where T : IStoreObject<T> => T.Shape.Fingerprint;
}
