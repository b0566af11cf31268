using Mooncake.Buffers;
using Mooncake.Pipeline;

namespace Mooncake.Packed;

/// <summary>Types that MemoryPack serializes, on each way that operations take: in place, by registered buffers, through the pipeline.</summary>
public sealed class PackedStoreTests
{
    /// <summary>The ways.</summary>
    public enum Way
    {
        InPlace,
        Direct,
        Pipeline,
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Each way.</summary>
    public static TheoryData<Way> Ways => [Way.InPlace, Way.Direct, Way.Pipeline];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Put_OfEachSize_ReadsBackAndIsSerializedOnce(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);
        foreach ((int turns, int text) in new[] { (0, 0), (1, 10), (3, 1_000), (1, 6_000), (40, 5_000), (1, 900_000), (2, 10), (3, 60_000) })
        {
            PackedSession session = PackedSession.Make($"{turns}/{text}", turns, new string('ö', text));

            (await store.PackedSessions.PutAsync(session, cancellationToken: Stop)).ThrowIfFailed();

            Assert.Equal(1, session.Serialized);
            PackedSession read = (await store.PackedSessions.GetAsync(session.Id, Stop)).GetValueOrThrow();
            Assert.True(read.IsSameAs(session));
            Assert.Equal(1, read.Deserialized);
        }

        AssertNothingIsRented(store);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task PutMany_OverTheLimitOfACall_SerializesEachItemOnce(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);
        int[] lengths = [10, 800_000, 800_000, 5, 900_000, 900_000, 1_000_000, 100, 900_000, 700_000];
        PackedSession[] sessions = [.. lengths.Select(static (length, i) => PackedSession.Make($"{i}", 1, new string('x', length)))];

        StoreBatch put = await store.PackedSessions.PutManyAsync(sessions, cancellationToken: Stop);

        Assert.True(put.IsSuccess, $"{put.FirstError}");
        Assert.All(sessions, static session => Assert.Equal(1, session.Serialized));
        StoreBatch<PackedSession> got = await store.PackedSessions.GetManyAsync([.. sessions.Select(static session => new PackedSessionKey(session.Id))], Stop);
        Assert.All(got.Zip(sessions), static pair => Assert.True(pair.First.GetValueOrThrow().IsSameAs(pair.Second)));
        AssertNothingIsRented(store);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task PutMany_OfManySmallItems_StoresAll(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);
        PackedSession[] sessions = [.. Enumerable.Range(0, 1_100).Select(static i => PackedSession.Make($"{i}", i % 4, new string('x', i % 50)))];

        Assert.True((await store.PackedSessions.PutManyAsync(sessions, cancellationToken: Stop)).IsSuccess);

        Assert.All(sessions, static session => Assert.Equal(1, session.Serialized));
        StoreBatch<PackedSession> got = await store.PackedSessions.GetManyAsync([.. sessions.Select(static session => new PackedSessionKey(session.Id))], Stop);
        Assert.All(got.Zip(sessions), static pair => Assert.True(pair.First.GetValueOrThrow().IsSameAs(pair.Second)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Put_ThatMemoryPackRefuses_IsNotEncodableAndLeavesTheOthers(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);
        PackedSession refused = PackedSession.Make("unlisted", 1, "text");
        refused.Shapes["triangle"] = new PackedTriangle(1);
        PackedSession surrogate = PackedSession.Make("surrogate", 1, "half \ud800 pair");
        PackedSession fine = PackedSession.Make("fine", 1, "text");

        Assert.Equal(StoreErrorCode.ValueNotEncodable, (await store.PackedSessions.PutAsync(refused, cancellationToken: Stop)).Error?.Code);
        Assert.Equal(StoreErrorCode.ValueNotEncodable, (await store.PackedSessions.PutAsync(surrogate, cancellationToken: Stop)).Error?.Code);
        StoreBatch put = await store.PackedSessions.PutManyAsync([refused, fine, surrogate], cancellationToken: Stop);

        Assert.Equal([StoreErrorCode.ValueNotEncodable, null, StoreErrorCode.ValueNotEncodable], put.Select(static result => result.Error?.Code));
        Assert.True((await store.PackedSessions.GetAsync("fine", Stop)).GetValueOrThrow().IsSameAs(fine));
        AssertNothingIsRented(store);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Put_WhoseGetterThrows_IsNotEncodableWithTheException(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);

        StoreBatch put = await store.PackedFaultys.PutManyAsync([new PackedFaulty { Id = 1 }, new PackedFaulty { Id = 13 }, new PackedFaulty { Id = 2 }], cancellationToken: Stop);
        StoreResult single = await store.PackedFaultys.PutAsync(new PackedFaulty { Id = 13 }, cancellationToken: Stop);

        Assert.Equal([null, StoreErrorCode.ValueNotEncodable, null], put.Select(static result => result.Error?.Code));
        Assert.IsType<System.Runtime.Serialization.InvalidDataContractException>(put[1].Error!.Exception);
        Assert.IsType<System.Runtime.Serialization.InvalidDataContractException>(single.Error!.Exception);
        Assert.Equal(2, (await store.PackedFaultys.GetAsync(2, Stop)).GetValueOrThrow().Id);
        AssertNothingIsRented(store);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Put_ThatNestsTooDeep_IsAnErrorAndOneBelowReadsBack(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);

        Assert.Equal(StoreErrorCode.ValueNotEncodable, (await store.PackedNodes.PutAsync(Chain(1, levels: 100_000), cancellationToken: Stop)).Error?.Code);

        (await store.PackedNodes.PutAsync(Chain(2, levels: 990), cancellationToken: Stop)).ThrowIfFailed();
        int levels = 0;
        for (PackedNode? node = (await store.PackedNodes.GetAsync(2, Stop)).GetValueOrThrow(); node is not null; node = node.Next)
        {
            levels++;
        }

        Assert.Equal(990, levels);
        AssertNothingIsRented(store);

        static PackedNode Chain(int id, int levels)
        {
            PackedNode node = new() { Id = id };
            for (int i = 1; i < levels; i++)
            {
                node = new PackedNode { Id = id, Next = node };
            }

            return node;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Replace_SerializesOnce(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);
        (await store.PackedSessions.PutAsync(PackedSession.Make("a", 3, "old"), cancellationToken: Stop)).ThrowIfFailed();
        PackedSession session = PackedSession.Make("a", 2, "new");

        (await store.PackedSessions.ReplaceAsync(session, cancellationToken: Stop)).ThrowIfFailed();

        Assert.Equal(1, session.Serialized);
        Assert.True((await store.PackedSessions.GetAsync("a", Stop)).GetValueOrThrow().IsSameAs(session));
        AssertNothingIsRented(store);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Put_UnderALongKey_StoresIt(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);
        PackedSession session = PackedSession.Make(new string('k', 700), 1, new string('x', 5_000));

        (await store.PackedSessions.PutAsync(session, cancellationToken: Stop)).ThrowIfFailed();

        Assert.Equal(1, session.Serialized);
        Assert.True((await store.PackedSessions.GetAsync(session.Id, Stop)).GetValueOrThrow().IsSameAs(session));
        Assert.Equal(StoreErrorCode.KeyTooLong, (await store.PackedSessions.PutAsync(PackedSession.Make(new string('k', 100_000), 1, "x"), cancellationToken: Stop)).Error?.Code);
        AssertNothingIsRented(store);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Objects_WithoutAChecksum_AreWrittenAndRefusedWhenTheyAreRead(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);
        Assert.True((await store.PackedBares.PutManyAsync([new PackedBare(1, "text"), new PackedBare(2, new string('x', 10_000))], cancellationToken: Stop)).IsSuccess);
        (await store.PackedBares.PutAsync(new PackedBare(3, null), cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await store.PackedIdentitys.PutManyAsync([new PackedIdentity(1, "text"), new PackedIdentity(2, new string('x', 10_000))], cancellationToken: Stop)).IsSuccess);
        (await store.PackedIdentitys.PutAsync(new PackedIdentity(3, null), cancellationToken: Stop)).ThrowIfFailed();

        Assert.All(await store.PackedBares.GetManyAsync([new(1), new(2), new(3)], Stop), AssertRefused);
        Assert.All(await store.PackedIdentitys.GetManyAsync([new(1), new(2), new(3)], Stop), AssertRefused);
        Assert.Equal(MemoryPack.MemoryPackSerializer.Serialize(new PackedBare(1, "text")), (await store.Raw.GetAsync("packed-bare/1", Stop)).GetValueOrThrow());
        Assert.Equal(1 + 4 + 8 + 10_000 + 16, (await store.Raw.GetAsync("packed-identity/2", Stop)).GetValueOrThrow().Length);

        static void AssertRefused<T>(StoreResult<T> result) => Assert.Equal(StoreErrorCode.IntegrityLevelTooLow, result.Error?.Code);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task OptionalTrailer_IsDemandedOfEachObject(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);
        (await store.PackedOptionals.PutAsync(new PackedOptional(1, "text"), cancellationToken: Stop)).ThrowIfFailed();
        (await store.Raw.PutAsync("packed-optional/2", MemoryPack.MemoryPackSerializer.Serialize(new PackedOptional(2, "text")), cancellationToken: Stop)).ThrowIfFailed();

        Assert.Equal("text", (await store.PackedOptionals.GetAsync(1, Stop)).GetValueOrThrow().Text);
        Assert.Equal(StoreErrorCode.IntegrityLevelTooLow, (await store.PackedOptionals.GetAsync(2, Stop)).Error?.Code);
    }

    /// <summary>Emitted code asks MemoryPack for some members: it keeps what was written to measure them.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task MembersOfEmittedTypes_AreSerializedByMemoryPackOnce(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);
        CountedHolder single = CountedHolder.Make(1, 10);
        CountedHolder[] many = [.. Enumerable.Range(2, 12).Select(static id => CountedHolder.Make(id, id * 90_000))];

        (await store.CountedHolders.PutAsync(single, cancellationToken: Stop)).ThrowIfFailed();
        StoreBatch put = await store.CountedHolders.PutManyAsync(many, cancellationToken: Stop);

        Assert.True(put.IsSuccess, $"{put.FirstError}");
        Assert.All(many.Prepend(single), static holder => Assert.Equal(2, holder.Pair.Item1.Reads));
        PackedHolder[] holders = [.. Enumerable.Range(0, 3).Select(static id => new PackedHolder(id, new PackedPart("part", []), "after"))];
        (await store.PackedHolders.PutAsync(holders[0], cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await store.PackedHolders.PutManyAsync(holders[1..], cancellationToken: Stop)).IsSuccess);
        Assert.All(holders, static holder => Assert.Equal(1, holder.Part!.Serialized));
        StoreBatch<CountedHolder> got = await store.CountedHolders.GetManyAsync([.. Enumerable.Range(1, 13).Select(static id => new CountedHolderKey(id))], Stop);
        Assert.All(got.Zip(many.Prepend(single)), static pair => Assert.True(pair.First.GetValueOrThrow().IsSameAs(pair.Second)));
        AssertNothingIsRented(store);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Stream_OfValues_StoresAll(Way way)
    {
        await using MooncakeStore store = await OpenAsync(way);
        int stored = 0;
        await foreach (StoreResult result in store.PackedSessions.PutManyAsync(Make(), cancellationToken: Stop))
        {
            result.ThrowIfFailed();
            stored++;
        }

        Assert.Equal(600, stored);

        static async IAsyncEnumerable<PackedSession> Make()
        {
            for (int i = 0; i < 600; i++)
            {
                await Task.Yield();
                yield return PackedSession.Make($"{i}", 1, "text");
            }
        }
    }

    private static void AssertNothingIsRented(MooncakeStore store)
    {
        SpinWait.SpinUntil(() => store.Session.Pool.Statistics.RentedBuffers == 0, PipelineStore.Patience);
        Assert.Equal(0, store.Session.Pool.Statistics.RentedBuffers);
    }

    private static Task<MooncakeStore> OpenAsync(Way way) => way switch
    {
        Way.InPlace => Stores.OpenAsync(),
        Way.Direct => Stores.OpenAsync(static options =>
        {
            options.BufferPool = new BufferPoolOptions { Poison = true };
            options.DecorateBackend = static engine => new PlainBackend(engine);
        }),
        _ => Stores.OpenAsync(static options =>
        {
            options.BufferPool = new BufferPoolOptions { Poison = true };
            options.DecorateBackend = static engine => new Mooncake.Testing.LatencyBackend(engine, TimeSpan.Zero);
        }),
    };
}
