using System.Buffers.Binary;

namespace Mooncake.Typed;

/// <summary>Wrong bytes never become a value.</summary>
public sealed class DamageTests : StoreTest
{
    [Fact]
    public async Task Get_AnyByteFlipped_IsAnErrorAndNeverAValue()
    {
        (await Store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).ThrowIfFailed();
        byte[] whole = (await Store.Raw.GetAsync("block/model/003/0000000000000001", Stop)).GetValueOrThrow();
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[i] ^= (byte)(1 << (i % 8));
            (await Store.Raw.ReplaceAsync("block/model/003/0000000000000001", damaged, ReplaceOptions.Forced, Stop)).ThrowIfFailed();
            StoreResult<Block> got = await Store.Blocks.GetAsync("model", 3, 1, Stop);
            Assert.True(got.IsFailed, $"Byte {i} of {whole.Length} was flipped, and the answer is {got.Status}.");
            StoreBatch<Block> many = await Store.Blocks.GetManyAsync([new BlockKey("model", 3, 1)], Stop);
            Assert.Equal(got.Error.Code, many.FirstError!.Code);
        }
    }

    [Fact]
    public async Task Get_AnyLengthCut_IsAnErrorAndNeverAValue()
    {
        (await Store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).ThrowIfFailed();
        byte[] whole = (await Store.Raw.GetAsync("block/model/003/0000000000000001", Stop)).GetValueOrThrow();
        for (int length = 1; length < whole.Length; length++)
        {
            (await Store.Raw.ReplaceAsync("block/model/003/0000000000000001", whole.AsMemory(0, length), ReplaceOptions.Forced, Stop)).ThrowIfFailed();
            Assert.True((await Store.Blocks.GetAsync("model", 3, 1, Stop)).IsFailed);
        }
    }

    [Fact]
    public async Task Get_ObjectOfAnotherKey_IsAnIntegrityMismatch()
    {
        (await Store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).ThrowIfFailed();
        byte[] whole = (await Store.Raw.GetAsync("block/model/003/0000000000000001", Stop)).GetValueOrThrow();
        (await Store.Raw.PutAsync("block/model/003/0000000000000002", whole, cancellationToken: Stop)).ThrowIfFailed();
        StoreError error = (await Store.Blocks.GetAsync("model", 3, 2, Stop)).Error!;
        Assert.Equal((StoreErrorCode.IntegrityMismatch, "block/model/003/0000000000000002"), (error.Code, error.Key));
    }

    [Fact]
    public async Task Get_ObjectOfAnotherType_IsAFingerprintMismatch()
    {
        (await Store.Readings.PutAsync(new Reading(1, 2, 3), cancellationToken: Stop)).ThrowIfFailed();
        StoreError error = (await Store.OtherReadings.GetAsync(1, Stop)).Error!;
        Assert.Equal(StoreErrorCode.FingerprintMismatch, error.Code);
        Assert.Contains(nameof(OtherReading), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ErrorAboutBytes_DoesNotShowThem()
    {
        (await Store.Notes.PutAsync(new Note(1, "a secret text"), cancellationToken: Stop)).ThrowIfFailed();
        byte[] whole = (await Store.Raw.GetAsync("note/1", Stop)).GetValueOrThrow();
        (await Store.Raw.PutAsync("basket/1", whole, cancellationToken: Stop)).ThrowIfFailed();
        (await Store.Raw.PutAsync("note/2", whole.AsMemory()[..^1], cancellationToken: Stop)).ThrowIfFailed();
        Assert.DoesNotContain("secret", (await Store.Baskets.GetAsync(1, Stop)).Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", (await Store.Notes.GetAsync(2, Stop)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithoutATrailer_IsRefusedUnlessTheTypeSaysOptional()
    {
        (await Store.Notes.PutAsync(new Note(1, "text"), cancellationToken: Stop)).ThrowIfFailed();
        byte[] bare = (await Store.Raw.GetAsync("note/1", Stop)).GetValueOrThrow();
        (await Store.Raw.PutAsync("memo/1", bare, cancellationToken: Stop)).ThrowIfFailed();
        (await Store.Raw.PutAsync("picky/1", bare, cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(new Note(1, "text"), (await Store.Notes.GetAsync(1, Stop)).GetValueOrThrow());
        Assert.Equal(new Memo(1, "text"), (await Store.Memos.GetAsync(1, Stop)).GetValueOrThrow());
        Assert.Equal(StoreErrorCode.TrailerMissing, (await Store.Pickys.GetAsync(1, Stop)).Error!.Code);
    }

    [Fact]
    public async Task Get_WithoutATrailerInTheWrongPlace_IsAnIntegrityMismatch()
    {
        (await Store.Notes.PutAsync(new Note(1, "text"), cancellationToken: Stop)).ThrowIfFailed();
        (await Store.Raw.PutAsync("note/2", (await Store.Raw.GetAsync("note/1", Stop)).GetValueOrThrow(), cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(StoreErrorCode.IntegrityMismatch, (await Store.Notes.GetAsync(2, Stop)).Error!.Code);
    }

    [Fact]
    public async Task Put_OptionalTrailer_IsWrittenAllTheSame()
    {
        (await Store.Notes.PutAsync(new Note(1, "text"), cancellationToken: Stop)).ThrowIfFailed();
        (await Store.Memos.PutAsync(new Memo(1, "text"), cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(
            (await Store.Notes.SizeOfAsync(1, Stop)).GetValueOrThrow() + 16, (await Store.Memos.SizeOfAsync(1, Stop)).GetValueOrThrow());
        Assert.Equal(new Memo(1, "text"), (await Store.Memos.GetAsync(1, Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Get_LengthThatLies_IsAnErrorWithoutAHugeAllocation()
    {
        (await Store.Notes.PutAsync(new Note(1, "text"), cancellationToken: Stop)).ThrowIfFailed();
        byte[] bytes = (await Store.Raw.GetAsync("note/1", Stop)).GetValueOrThrow();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), ~int.MaxValue);
        (await Store.Raw.PutAsync("note/3", bytes, cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await Store.Notes.GetAsync(3, Stop)).IsFailed);
    }
}
