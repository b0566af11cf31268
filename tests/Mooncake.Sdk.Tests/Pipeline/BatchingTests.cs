using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>How many native calls a given concurrency costs.</summary>
public sealed class BatchingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Alone_CostsOneCallAtOnce()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        await store.PutAllAsync(["a"]);
        store.Calls.Reset();
        Assert.Equal(PipelineStore.ValueOf("a"), (await store.Raw.GetAsync("a", Stop)).GetValueOrThrow());
        Assert.Equal(new CallCount(1, 1, 100), store.Calls.Count(StoreCalls.All));
    }

    [Fact]
    public async Task Gets_WhileTheLaneIsBusy_TravelInOneCall()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        string[] keys = Keys(64);
        await store.PutAllAsync(keys);
        store.HoldLanes();
        Task<StoreResult<byte[]>>[] gets = [.. keys.Select(key => store.Raw.GetAsync(key, Stop).AsTask())];
        store.Gate.Open();
        StoreResult<byte[]>[] results = await Task.WhenAll(gets);

        Assert.All(keys.Zip(results), static pair => Assert.Equal(PipelineStore.ValueOf(pair.First), pair.Second.GetValueOrThrow()));
        Assert.Equal(new CallCount(1, 64, 6400), store.Calls.Count(StoreCalls.All));
    }

    [Fact]
    public async Task Operations_OfDifferentKinds_TravelByKind()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        string[] keys = Keys(3);
        await store.PutAllAsync(keys);
        store.HoldLanes();
        List<Task> running = [];
        foreach (string key in keys)
        {
            running.Add(store.Raw.GetAsync(key, Stop).AsTask());
            running.Add(store.Raw.PutAsync("new" + key, new byte[10], cancellationToken: Stop).AsTask());
            running.Add(store.Raw.ExistsAsync(key, Stop).AsTask());
        }

        running.Add(store.Raw.RemoveAsync("k0", RemoveOptions.Forced, Stop).AsTask());
        running.Add(store.Raw.SizeOfAsync("k1", Stop).AsTask());
        store.Gate.Open();
        await Task.WhenAll(running);

        Assert.Equal((1, 3), CallsAndItems(store, StoreCalls.BatchGetInto));
        Assert.Equal((1, 3), CallsAndItems(store, StoreCalls.BatchPutFrom));
        Assert.Equal((1, 3), CallsAndItems(store, StoreCalls.BatchIsExist));
        Assert.Equal((1, 1), CallsAndItems(store, StoreCalls.Remove));
        Assert.Equal((1, 1), CallsAndItems(store, StoreCalls.GetSize));
        Assert.Equal(5, store.Calls.Count(StoreCalls.All).Calls);
    }

    [Fact]
    public async Task Batch_ByCount_HasALimit()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Pipeline.MaxBatchCount = 16);
        store.HoldLanes();
        Task<StoreResult>[] exists = [.. Keys(50).Select(key => store.Raw.ExistsAsync(key, Stop).AsTask())];
        store.Gate.Open();
        Assert.All(await Task.WhenAll(exists), static result => Assert.True(result.IsMissing));
        Assert.Equal((4, 50), CallsAndItems(store, StoreCalls.BatchIsExist));
    }

    [Fact]
    public async Task Batch_ByBytes_HasALimit()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Pipeline.MaxBatchBytes = 10_000);
        store.HoldLanes();
        Task<StoreResult>[] puts = [.. Keys(8).Select(key => store.Raw.PutAsync(key, new byte[4096], cancellationToken: Stop).AsTask())];
        Task<StoreResult> larger = store.Raw.PutAsync("larger", new byte[20_000], cancellationToken: Stop).AsTask();
        store.Gate.Open();
        Assert.All(await Task.WhenAll(puts), static result => Assert.Equal(StoreResult.Done, result));
        Assert.Equal(StoreResult.Done, await larger);

        // Two at a time; what has more than a batch takes travels alone.
        Assert.Equal((5, 9), CallsAndItems(store, StoreCalls.BatchPutFrom));
    }

    [Fact]
    public async Task Gets_OfOneKey_ShareAFetch()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        await store.PutAllAsync(["a", "b"]);
        store.HoldLanes();
        string[] keys = [.. Enumerable.Range(0, 30).Select(static i => i % 3 == 0 ? "b" : "a")];
        Task<StoreResult<byte[]>>[] gets = [.. keys.Select(key => store.Raw.GetAsync(key, Stop).AsTask())];
        store.Gate.Open();
        StoreResult<byte[]>[] results = await Task.WhenAll(gets);
        Assert.All(keys.Zip(results), static pair => Assert.Equal(PipelineStore.ValueOf(pair.First), pair.Second.GetValueOrThrow()));
        Assert.Equal((1, 2), CallsAndItems(store, StoreCalls.BatchGetInto));
    }

    [Fact]
    public async Task Gets_OfOneKeyWithDifferentRoom_ShareTheLargerFetch()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        Note note = new(7, new string('n', 8000));
        (await store.Store.Notes.PutAsync(note, cancellationToken: Stop)).ThrowIfFailed();

        // Plain bytes have learned how large objects are by now, notes have not.
        await store.PutAllAsync(["large"], 9000);
        Assert.True((await store.Raw.GetAsync("large", Stop)).IsFound);
        store.HoldLanes();
        Task<StoreResult<Note>> small = store.Store.Notes.GetAsync(7, Stop).AsTask();
        Task<StoreResult<byte[]>> large = store.Raw.GetAsync("note/7", Stop).AsTask();
        store.Gate.Open();
        Assert.Equal(note, (await small).GetValueOrThrow());
        Assert.Equal((await store.Raw.SizeOfAsync("note/7", Stop)).GetValueOrThrow(), (await large).GetValueOrThrow().Length);

        // One fetch for both, and for the smaller one its exact retry.
        Assert.Equal((2, 2), CallsAndItems(store, StoreCalls.BatchGetInto));
    }

    [Fact]
    public async Task Checks_OfOneKey_ShareAnAnswer()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        await store.PutAllAsync(["a"]);
        store.HoldLanes();
        Task<StoreResult>[] exists = [.. Enumerable.Range(0, 10).Select(_ => store.Raw.ExistsAsync("a", Stop).AsTask())];
        store.Gate.Open();
        Assert.All(await Task.WhenAll(exists), static result => Assert.True(result.IsFound));
        Assert.Equal((1, 1), CallsAndItems(store, StoreCalls.BatchIsExist));
    }

    [Fact]
    public async Task Puts_OfOneKey_TravelInTheirOrder()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        store.HoldLanes();
        Task<StoreResult>[] puts = [.. Enumerable.Range(0, 3).Select(i => store.Raw.PutAsync("a", new byte[] { (byte)i }, cancellationToken: Stop).AsTask())];
        Task<StoreResult> other = store.Raw.PutAsync("b", new byte[1], cancellationToken: Stop).AsTask();
        store.Gate.Open();
        Assert.All(await Task.WhenAll(puts), static result => Assert.Equal(StoreResult.Done, result));
        Assert.Equal(StoreResult.Done, await other);

        // The others of the first batch do not wait with them; objects are immutable, so the first stays.
        Assert.Equal((3, 4), CallsAndItems(store, StoreCalls.BatchPutFrom));
        Assert.Equal([0], (await store.Raw.GetAsync("a", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Puts_WithDifferentOptions_TravelApart()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        PutOptions pinned = new() { HardPin = true };
        store.HoldLanes();
        Task<StoreResult>[] puts = [.. Keys(10).Select((key, i) => store.Raw.PutAsync(key, new byte[1], i % 2 == 0 ? pinned : null, Stop).AsTask())];
        store.Gate.Open();
        Assert.All(await Task.WhenAll(puts), static result => Assert.Equal(StoreResult.Done, result));
        Assert.Equal((2, 10), CallsAndItems(store, StoreCalls.BatchPutFrom));
    }

    [Fact]
    public async Task GetMany_ObjectsLargerThanTheirRoom_AreFetchedAgainTogether()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        string[] keys = Keys(20);
        await store.PutAllAsync(keys, 10_000);
        store.Calls.Reset();
        StoreBatch<byte[]> batch = await store.Raw.GetManyAsync(keys, Stop);
        for (int i = 0; i < keys.Length; i++)
        {
            Assert.Equal(PipelineStore.ValueOf(keys[i], 10_000), batch[i].GetValueOrThrow());
        }

        // Each is asked for again, the first ones without knowing the size; how many of them meet in a batch is up to the lane.
        CallCount gets = store.Calls.Count(StoreCalls.BatchGetInto);
        Assert.InRange(gets.Calls, 2, 41);
        Assert.InRange(gets.Items, 41, 60);
        Assert.InRange(store.Calls.Count(StoreCalls.GetSize).Calls, 1, 20);
    }

    private static string[] Keys(int count) => [.. Enumerable.Range(0, count).Select(static i => $"k{i}")];

    private static (long Calls, long Items) CallsAndItems(PipelineStore store, StoreCalls calls)
    {
        CallCount count = store.Calls.Count(calls);
        return (count.Calls, count.Items);
    }
}
