using System.Runtime.InteropServices;
using Mooncake.Buffers;
using Mooncake.Capabilities;
using Mooncake.Testing;

namespace Mooncake.Typed;

/// <summary>Lists of values whose memory stays where the store wrote it.</summary>
public sealed class StoreLeaseBatchTests
{
    public static TheoryData<StorePath> Paths => CapabilityStore.Paths;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task GetManyLease_FoundMissingAndTwice_AnswersEachInOrder(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        Block[] blocks = await PutAsync(store, 3);

        using (StoreLeaseBatch<Block> leases = await store.Blocks.GetManyLeaseAsync([Key(0), Key(99), Key(2), Key(0), Key(1)], Stop))
        {
            StoreBatch<Block> results = leases.Results;
            Assert.Equal((5, 4, 1), (results.Count, results.FoundCount, results.MissingCount));
            Assert.True(results[1].IsMissing);
            Assert.True(results[0].GetValueOrThrow().IsSameAs(blocks[0]) && results[3].GetValueOrThrow().IsSameAs(blocks[0]));
            Assert.True(results[2].GetValueOrThrow().IsSameAs(blocks[2]) && results[4].GetValueOrThrow().IsSameAs(blocks[1]));

            // An array of the managed heap would be found here, the pool's memory is not one.
            Assert.All(results.Where(static result => result.IsFound), static result =>
                Assert.False(MemoryMarshal.TryGetArray(result.GetValueOrThrow().Payload, out _)));
        }

        CapabilityStore.AssertNothingRented(store);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task GetManyLease_ObjectsOfGrowingSizes_AreAllRead(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        Block[] blocks = [.. Enumerable.Range(0, 12).Select(static i => Block.Numbered((ulong)i, payloadBytes: 1 << (2 * i)))];
        (await store.Blocks.PutManyAsync(blocks, cancellationToken: Stop)).ThrowIfFailed();

        using (StoreLeaseBatch<Block> leases = await store.Blocks.GetManyLeaseAsync([.. blocks.Select(static block => BlockKey.Of(in block))], Stop))
        {
            Assert.All(leases.Results.Zip(blocks), static pair => Assert.True(pair.First.GetValueOrThrow().IsSameAs(pair.Second)));
        }

        CapabilityStore.AssertNothingRented(store);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task GetManyLease_ListsThatAreHardlyLists_Work(int count)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.Pipeline);
        await PutAsync(store, count);
        using StoreLeaseBatch<Block> leases = await store.Blocks.GetManyLeaseAsync([.. Enumerable.Range(0, count).Select(Key)], Stop);
        Assert.Equal(count, leases.Results.FoundCount);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task GetManyLease_OneObjectDamaged_FailsAlone(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        await PutAsync(store, 1);
        (await store.Raw.PutAsync(Key(5).ToString(), new byte[200], cancellationToken: Stop)).ThrowIfFailed();

        using StoreLeaseBatch<Block> leases = await store.Blocks.GetManyLeaseAsync([Key(5), Key(0), Key(5)], Stop);

        Assert.Equal((1, 2), (leases.Results.FoundCount, leases.Results.FailedCount));
        Assert.Equal(StoreErrorCode.TrailerMissing, leases.Results.FirstError!.Code);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task GetManyLease_NothingFound_OwnsNoMemory(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        using StoreLeaseBatch<Block> leases = await store.Blocks.GetManyLeaseAsync([Key(1), Key(2), Key(3)], Stop);
        Assert.Equal(3, leases.Results.MissingCount);
        CapabilityStore.AssertNothingRented(store);
    }

    [Fact]
    public async Task Batch_ObjectsRemovedMeanwhile_KeepsTheirBytes()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.Pipeline);
        Block[] blocks = await PutAsync(store, 20);
        using StoreLeaseBatch<Block> leases = await store.Blocks.GetManyLeaseAsync([.. Enumerable.Range(0, 20).Select(Key)], Stop);

        _ = (await store.Blocks.RemoveAllAsync(RemoveOptions.Forced, Stop)).GetValueOrThrow();
        await PutAsync(store, 200, payloadBytes: 3000);
        for (int i = 0; i < 50; i++)
        {
            (await store.Blocks.GetManyAsync([.. Enumerable.Range(0, 200).Select(Key)], Stop)).ThrowIfFailed();
        }

        Assert.All(leases.Results.Zip(blocks), static pair => Assert.True(pair.First.GetValueOrThrow().IsSameAs(pair.Second)));
    }

    [Fact]
    public async Task Dispose_FromManyThreadsAtOnce_ReturnsTheMemoryOnce()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        await PutAsync(store, 10);
        for (int round = 0; round < 100; round++)
        {
            StoreLeaseBatch<Block> leases = await store.Blocks.GetManyLeaseAsync([.. Enumerable.Range(0, 10).Select(Key)], Stop);
            Parallel.For(0, 4, _ => leases.Dispose());
            Assert.Equal(0, store.Session.Pool.Statistics.RentedBuffers);
        }
    }

    [Fact]
    public async Task Batch_AfterDispose_Throws()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        await PutAsync(store, 2);
        StoreLeaseBatch<Block> leases = await store.Blocks.GetManyLeaseAsync([Key(0), Key(1)], Stop);
        Block kept = leases.Results[1].GetValueOrThrow();
        leases.Dispose();

        Assert.Throws<ObjectDisposedException>(() => leases.Results);
        Assert.Throws<ObjectDisposedException>(() => kept.Payload.Span.Length);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task GetManyLease_MoreThanThePool_FailsTheRestAndWaitsForNothing(StorePath path)
    {
        ManualTimeProvider clock = new();
        await using MooncakeStore store = await CapabilityStore.OpenAsync(
            path, clock, static options => options.BufferPool = new BufferPoolOptions { SlabBytes = 1 << 20, MaxBytes = 4 << 20 });
        await PutAsync(store, 12, payloadBytes: 500_000);

        // The clock stands still: a list that waited would never end.
        using (StoreLeaseBatch<Block> leases = await store.Blocks.GetManyLeaseAsync([.. Enumerable.Range(0, 12).Select(Key)], Stop))
        {
            Assert.InRange(leases.Results.FoundCount, 1, 11);
            Assert.Equal(12, leases.Results.FoundCount + leases.Results.FailedCount);
            StoreError error = leases.Results.FirstError!;
            Assert.Equal((StoreErrorCode.BufferPoolExhausted, RetryClass.AfterBackoff), (error.Code, error.Retry));
            Assert.Contains("stream of keys", error.Remedy, StringComparison.Ordinal);
        }

        CapabilityStore.AssertNothingRented(store);
        Assert.Equal(12, await CountStreamAsync(store, 12));
    }

    [Fact]
    public async Task Stream_ConsumerStops_LeavesNoBufferOut()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.Pipeline);
        await PutAsync(store, 1300);
        await foreach (StoreLeaseBatch<Block> leases in store.Blocks.GetManyLeaseAsync(KeysAsync(1300), Stop))
        {
            leases.Dispose();
            break;
        }

        CapabilityStore.AssertNothingRented(store);
    }

    [Fact]
    public async Task GetManyLease_Canceled_OwnsNoMemory()
    {
        using CancellationTokenSource cancel = new();
        FaultGate gate = new();
        await using MooncakeStore store = await Stores.OpenAsync(options => options.DecorateBackend = inner => new LatencyBackend(
            new FaultBackend(inner, new FaultPlan(1, [new FaultRule(StoreCalls.BatchGetInto, Fault.Hang(gate)) { FirstCall = 2 }])), TimeSpan.Zero));
        await PutAsync(store, 1300);
        _ = (await store.Blocks.GetAsync(Key(0), Stop)).GetValueOrThrow();

        Task<StoreLeaseBatch<Block>> reading = store.Blocks.GetManyLeaseAsync([.. Enumerable.Range(0, 1300).Select(Key)], cancel.Token).AsTask();
        Assert.True(gate.WaitForWaiting(1, TimeSpan.FromMinutes(1)));
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<StoreCanceledException>(() => reading);
        gate.Open();
        CapabilityStore.AssertNothingRented(store);
    }

    [Fact]
    public async Task GetManyLease_Null_Throws()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        await Assert.ThrowsAsync<ArgumentNullException>(() => store.Blocks.GetManyLeaseAsync((IReadOnlyList<BlockKey>)null!, Stop).AsTask());
        Assert.Throws<ArgumentNullException>(() => store.Blocks.GetManyLeaseAsync((IAsyncEnumerable<BlockKey>)null!, Stop));
    }

    /// <summary>Reads a stream, and disposes each batch before the next.</summary>
    private static async Task<int> CountStreamAsync(MooncakeStore store, int count)
    {
        int found = 0;
        await foreach (StoreLeaseBatch<Block> leases in store.Blocks.GetManyLeaseAsync(KeysAsync(count), Stop))
        {
            using (leases)
            {
                leases.Results.ThrowIfFailed();
                found += leases.Results.FoundCount;
            }
        }

        return found;
    }

    private static async Task<Block[]> PutAsync(MooncakeStore store, int count, int payloadBytes = 100)
    {
        Block[] blocks = [.. Enumerable.Range(0, count).Select(i => Block.Numbered((ulong)i, payloadBytes))];
        (await store.Blocks.PutManyAsync(blocks, cancellationToken: Stop)).ThrowIfFailed();
        return blocks;
    }

    private static BlockKey Key(int number) => BlockKey.Of(Block.Numbered((ulong)number));

    private static async IAsyncEnumerable<BlockKey> KeysAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return Key(i);
        }
    }
}
