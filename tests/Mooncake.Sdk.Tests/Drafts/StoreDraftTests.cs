using Mooncake.Buffers;
using Mooncake.Capabilities;
using Mooncake.Testing;

namespace Mooncake.Drafts;

/// <summary>What a draft promises about its memory and its state.</summary>
public sealed class StoreDraftTests
{
    public static TheoryData<StorePath> Paths => CapabilityStore.Paths;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Put_PayloadWritten_IsRead(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        Block block = Block.Numbered(5, payloadBytes: 1 << 20);
        using (StoreDraft<Block, byte> draft = await DraftAsync(store, 5, 1 << 20))
        {
            block.Payload.CopyTo(draft.Payload);
            StoreResult put = await draft.PutAsync(cancellationToken: Stop);
            Assert.True(put.IsSuccess && !put.WasKept);
        }

        Assert.True((await store.Blocks.GetAsync("model", 3, 5, Stop)).GetValueOrThrow().IsSameAs(block));
        CapabilityStore.AssertNothingRented(store);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Put_KeyHasAnObject_KeepsItAsAPutDoes(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        (await store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).ThrowIfFailed();
        StoreResult byValue = await store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop);
        using StoreDraft<Block, byte> draft = await DraftAsync(store, 1, 10);

        StoreResult byDraft = await draft.PutAsync(cancellationToken: Stop);

        Assert.Equal((byValue.Status, byValue.WasKept), (byDraft.Status, byDraft.WasKept));
        Assert.True((await store.Blocks.GetAsync("model", 3, 1, Stop)).GetValueOrThrow().IsSameAs(Block.Numbered(1)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Put_WithIfExistsAndTimeToLive_FollowsThem(StorePath path)
    {
        ManualTimeProvider clock = new();
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path, clock);
        (await store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).ThrowIfFailed();
        using StoreDraft<Block, byte> failing = await DraftAsync(store, 1, 10);
        using StoreDraft<Block, byte> replacing = await DraftAsync(store, 1, 10);
        replacing.Payload.Span.Fill(8);

        StoreResult failed = await failing.PutAsync(new PutOptions { IfExists = IfExists.Fail }, Stop);
        StoreResult replaced = await replacing.PutAsync(
            new PutOptions { IfExists = IfExists.Replace, TimeToLive = TimeSpan.FromMinutes(1) }, Stop);

        Assert.Equal(StoreErrorCode.ObjectAlreadyExists, failed.Error!.Code);
        replaced.ThrowIfFailed();
        Assert.Equal(8, (await store.Blocks.GetAsync("model", 3, 1, Stop)).GetValueOrThrow().Payload.Span[9]);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await store.Blocks.GetAsync("model", 3, 1, Stop)).IsMissing);
        CapabilityStore.AssertNothingRented(store);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_OptionsThatTheEngineLacks_FailsAndReturnsTheMemory(bool hasLatency)
    {
        await using MooncakeStore store = await CapabilityStore.OpenPlainAsync(hasLatency);
        using StoreDraft<Block, byte> draft = await DraftAsync(store, 1, 10);
        StoreResult put = await draft.PutAsync(new PutOptions { TimeToLive = TimeSpan.FromHours(1) }, Stop);
        Assert.Equal(StoreErrorCode.EngineLacksCapability, put.Error!.Code);
        CapabilityStore.AssertNothingRented(store);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Dispose_WithoutPut_ReturnsTheMemoryAndStoresNothing(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        StoreDraft<Block, byte> draft = await DraftAsync(store, 1, 10);
        Assert.Equal(1, store.Session.Pool.Statistics.RentedBuffers);

        draft.Dispose();
        draft.Dispose();

        Assert.Equal(0, store.Session.Pool.Statistics.RentedBuffers);
        Assert.True((await store.Blocks.ExistsAsync("model", 3, 1, Stop)).IsMissing);
    }

    [Fact]
    public async Task Dispose_FromManyThreadsAtOnce_ReturnsTheMemoryOnce()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        for (int round = 0; round < 100; round++)
        {
            StoreDraft<Block, byte> draft = await DraftAsync(store, 1, 10);
            Parallel.For(0, 4, _ => draft.Dispose());
            Assert.Equal(0, store.Session.Pool.Statistics.RentedBuffers);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Draft_AfterItsEnd_Throws(bool isPut)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.Pipeline);
        StoreDraft<Block, byte> draft = await DraftAsync(store, 1, 10);
        Memory<byte> kept = draft.Payload;
        if (isPut)
        {
            (await draft.PutAsync(cancellationToken: Stop)).ThrowIfFailed();
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await draft.PutAsync(cancellationToken: Stop));
        }

        draft.Dispose();

        Assert.Throws<ObjectDisposedException>(() => draft.Payload);
        Assert.Throws<ObjectDisposedException>(() => draft.Value);
        Assert.Throws<ObjectDisposedException>(() => kept.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => kept.Pin());
        if (!isPut)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await draft.PutAsync(cancellationToken: Stop));
        }
    }

    [Fact]
    public async Task Put_TokenAlreadyCancelled_LeavesTheDraftOpen()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.Pipeline);
        using StoreDraft<Block, byte> draft = await DraftAsync(store, 1, 10);
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(
            async () => await draft.PutAsync(cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal(WriteOutcome.NotApplied, canceled.Outcome);
        (await draft.PutAsync(cancellationToken: Stop)).ThrowIfFailed();
    }

    [Fact]
    public async Task Value_SetWithLongerMembers_IsStored()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        Tensor tensor = new("t", null, null, default, null, default);
        using StoreDraft<Tensor, float> draft = (await store.Tensors.CreateDraftAsync(tensor, 3, Stop)).GetValueOrThrow();
        draft.Payload.Span.Fill(1.5f);
        draft.Value = draft.Value with { Note = new string('n', 200), Shape = [3] };
        (await draft.PutAsync(cancellationToken: Stop)).ThrowIfFailed();

        Tensor read = (await store.Tensors.GetAsync("t", Stop)).GetValueOrThrow();
        Assert.Equal((200, 3, 1.5f), (read.Note!.Length, read.Shape![0], read.Data.Span[2]));
    }

    [Fact]
    public async Task Put_MembersOutgrowTheirRoom_FailsAndSaysHowMuch()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        Tensor tensor = new("t", null, null, default, null, default);
        using StoreDraft<Tensor, float> draft = (await store.Tensors.CreateDraftAsync(tensor, 3, Stop)).GetValueOrThrow();
        draft.Value = tensor with { Note = new string('n', 1000) };

        StoreError error = (await draft.PutAsync(cancellationToken: Stop)).Error!;

        Assert.Equal((StoreErrorCode.BufferTooSmall, WriteOutcome.NotApplied), (error.Code, error.Outcome));
        Assert.Contains("other than the payload", error.Cause, StringComparison.Ordinal);
        CapabilityStore.AssertNothingRented(store);
    }

    [Fact]
    public async Task Value_OfAnotherKeyOrWithAPayload_Throws()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        using StoreDraft<Block, byte> draft = await DraftAsync(store, 1, 10);
        Assert.Throws<ArgumentException>(() => draft.Value = draft.Value with { Id = 2 });
        Assert.Throws<ArgumentException>(() => draft.Value = draft.Value with { Payload = new byte[1] });
        Assert.Throws<ArgumentNullException>(() => draft.Value = null!);
        (await draft.PutAsync(cancellationToken: Stop)).ThrowIfFailed();
    }

    [Fact]
    public async Task Put_ValueChangedToAnotherKey_ThrowsAndReturnsTheMemory()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        Label label = new() { Name = "a" };
        using StoreDraft<Label, byte> draft = (await store.Labels.CreateDraftAsync(label, 3, Stop)).GetValueOrThrow();
        label.Name = "b";
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await draft.PutAsync(cancellationToken: Stop));
        CapabilityStore.AssertNothingRented(store);
    }

    [Fact]
    public async Task Put_KeyMemberThrows_FailsAndReturnsTheMemory()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        Label label = new() { Name = "a" };
        using StoreDraft<Label, byte> draft = (await store.Labels.CreateDraftAsync(label, 3, Stop)).GetValueOrThrow();
        label.Name = null!;
        Assert.Equal(StoreErrorCode.ValueNotEncodable, (await draft.PutAsync(cancellationToken: Stop)).Error!.Code);
        CapabilityStore.AssertNothingRented(store);
    }

    [Fact]
    public async Task Create_ValueWithAPayloadOrNegativeLength_Throws()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.Tracks.CreateDraftAsync(new Track { Id = 1, Samples = [1] }, 1, Stop));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.Blocks.CreateDraftAsync("m", 1, 1, -1, Stop));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await store.Tracks.CreateDraftAsync(null!, 1, Stop));
        CapabilityStore.AssertNothingRented(store);
    }

    [Fact]
    public async Task Create_LargerThanAnObjectCanBe_Fails()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        StoreResult<StoreDraft<Tensor, float>> draft = await store.Tensors.CreateDraftAsync(
            new Tensor("t", null, null, default, null, default), int.MaxValue, Stop);
        Assert.Equal(StoreErrorCode.ObjectTooLarge, draft.Error!.Code);
    }

    [Fact]
    public async Task Create_KeyThatCannotBeWritten_Fails()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        StoreResult<StoreDraft<Block, byte>> draft = await store.Blocks.CreateDraftAsync("\ud800", 1, 1, 10, Stop);
        Assert.Equal(StoreErrorCode.KeyNotEncodable, draft.Error!.Code);
        CapabilityStore.AssertNothingRented(store);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Put_LongKey_IsStored(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        string model = new('k', 700);
        using StoreDraft<Block, byte> draft = (await store.Blocks.CreateDraftAsync(model, 1, 1, 10, Stop)).GetValueOrThrow();
        draft.Payload.Span.Fill(3);
        (await draft.PutAsync(cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(3, (await store.Blocks.GetAsync(model, 1, 1, Stop)).GetValueOrThrow().Payload.Span[9]);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Create_PoolExhausted_FailsAtTheDeadline(StorePath path)
    {
        ManualTimeProvider clock = new();
        await using MooncakeStore store = await CapabilityStore.OpenAsync(
            path, clock, static options => options.BufferPool = new BufferPoolOptions { SlabBytes = 1 << 20, MaxBytes = 1 << 20 });
        using StoreDraft<Block, byte> first = await DraftAsync(store, 1, 700_000);

        ValueTask<StoreResult<StoreDraft<Block, byte>>> waiting = store.Blocks.CreateDraftAsync("m", 1, 2, 700_000, Stop);
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(StoreErrorCode.BufferPoolExhausted, (await waiting).Error!.Code);
    }

    [Fact]
    public async Task Create_WaitsForMemory_GetsThatOfADisposedDraft()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(
            StorePath.Pipeline, clock: null, static options => options.BufferPool = new BufferPoolOptions { SlabBytes = 1 << 20, MaxBytes = 1 << 20 });
        StoreDraft<Block, byte> first = await DraftAsync(store, 1, 700_000);
        ValueTask<StoreResult<StoreDraft<Block, byte>>> waiting = store.Blocks.CreateDraftAsync("m", 1, 2, 700_000, Stop);
        first.Dispose();
        using StoreDraft<Block, byte> second = (await waiting).GetValueOrThrow();
        Assert.Equal(700_000, second.Payload.Length);
    }

    [Fact]
    public async Task Payload_IsAlignedRegisteredMemory()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        using StoreDraft<Block, byte> draft = await DraftAsync(store, 1, 1 << 20);
        using System.Buffers.MemoryHandle pin = draft.Payload.Pin();
        Assert.Equal(0, AddressOf(pin) % 64);
    }

    [Fact]
    public async Task Put_StoreDisposed_Throws()
    {
        MooncakeStore store = await CapabilityStore.OpenAsync(
            StorePath.InPlace, clock: null, static options => options.CloseTimeout = TimeSpan.FromMilliseconds(1));
        StoreDraft<Block, byte> draft = await DraftAsync(store, 1, 10);
        StoreResult closed = await store.CloseAsync();

        Assert.Contains("Put 'Block'", closed.Error!.Cause, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await draft.PutAsync(cancellationToken: Stop));
        draft.Dispose();
    }

    [Fact]
    public async Task OfKey_TypeWithOtherMembers_IsNotSupported()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        await Assert.ThrowsAsync<NotSupportedException>(async () => await store.Tracks.CreateDraftOfAsync<short>(new TrackKey(1), 1, Stop));
    }

    [Fact]
    public async Task CreateDraftOf_TypeWithoutAPayload_Throws()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.Readings.CreateDraftOfAsync<byte>(new Reading(1, 2, 3), 1, Stop));
    }

    private static unsafe nint AddressOf(System.Buffers.MemoryHandle pin) => (nint)pin.Pointer;

    private static async Task<StoreDraft<Block, byte>> DraftAsync(MooncakeStore store, ulong id, int length) =>
        (await store.Blocks.CreateDraftAsync("model", 3, id, length, Stop)).GetValueOrThrow();
}
