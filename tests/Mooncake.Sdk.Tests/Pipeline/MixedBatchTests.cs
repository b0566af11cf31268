using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Reads of types whose size is known and of types whose size is guessed travel together, each with its own room.</summary>
public sealed class MixedBatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gets_OfFixedAndOfGuessedSize_ShareABatchAndOnlyTheOneTooLargeIsReadAgain()
    {
        RoomRecorder rooms = null!;
        await using PipelineStore store = await PipelineStore.OpenAsync(options =>
        {
            Func<StoreBackend, StoreBackend> decorate = options.DecorateBackend!;
            options.DecorateBackend = backend => rooms = new RoomRecorder(decorate(backend));
        });
        Reading[] readings = [new(1, 10, 0.5), new(2, 20, 1.5)];
        Note fits = new(7, "small");
        Note tooLarge = new(8, new string('n', 8000));
        Assert.True((await store.Store.Readings.PutManyAsync(readings, cancellationToken: Stop)).IsSuccess);
        Assert.True((await store.Store.Notes.PutManyAsync([fits, tooLarge], cancellationToken: Stop)).IsSuccess);
        long fixedSize = (await store.Store.Readings.SizeOfAsync(new ReadingKey(1), Stop)).GetValueOrThrow();
        long exactSize = (await store.Store.Notes.SizeOfAsync(new NoteKey(8), Stop)).GetValueOrThrow();
        store.HoldLanes();

        Task<StoreResult<Reading>> first = store.Store.Readings.GetAsync(1, Stop).AsTask();
        Task<StoreResult<Note>> large = store.Store.Notes.GetAsync(8, Stop).AsTask();
        Task<StoreResult<Reading>> second = store.Store.Readings.GetAsync(2, Stop).AsTask();
        Task<StoreResult<Note>> small = store.Store.Notes.GetAsync(7, Stop).AsTask();
        store.Gate.Open();

        Assert.Equal((readings[0], readings[1]), ((await first).GetValueOrThrow(), (await second).GetValueOrThrow()));
        Assert.Equal((fits, tooLarge), ((await small).GetValueOrThrow(), (await large).GetValueOrThrow()));

        // The fixed ones offer what they have, the others the same guess; the one that met too little asks for its size and offers just that.
        Assert.Equal(2, rooms.Calls.Count);
        Assert.Equal([fixedSize, 4096, fixedSize, 4096], rooms.Calls[0]);
        Assert.Equal([exactSize], rooms.Calls[1]);
        Assert.Equal((1, 2), (store.Calls.Count(StoreCalls.GetSize).Calls, store.Calls.Count(StoreCalls.BatchGetInto).Calls));
    }

    /// <summary>Remembers how much room each read was offered.</summary>
    private sealed class RoomRecorder(StoreBackend inner) : DecoratingStoreBackend(inner, leaveInnerOpen: false)
    {
        internal List<long[]> Calls { get; } = [];

        protected override int BatchGetIntoCore(
            ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<nint> buffers, ReadOnlySpan<nuint> sizes, Span<long> results)
        {
            Calls.Add(Array.ConvertAll(sizes.ToArray(), static size => (long)size));
            return base.BatchGetIntoCore(keys, keyLengths, buffers, sizes, results);
        }
    }
}
