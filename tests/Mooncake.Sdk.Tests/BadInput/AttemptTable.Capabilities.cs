namespace Mooncake.BadInput;

/// <content>What only some engines offer, and lists that are carried out one by one.</content>
internal static partial class AttemptTable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static IEnumerable<Attempt> OneByOne =>
    [
        .. Keys("RawObjects.RemoveManyAsync/3", async (s, key, t) => (await s.Raw.RemoveManyAsync([key], cancellationToken: t)).FirstError),
        new("RawObjects.RemoveManyAsync/3", Null + " list", "ArgumentNullException", async (s, t) => (await s.Raw.RemoveManyAsync(null!, cancellationToken: t)).FirstError),
        .. Keys("RawObjects.ReplaceManyAsync/3", async (s, key, t) => (await s.Raw.ReplaceManyAsync([new(key, Value)], cancellationToken: t)).FirstError),
        new("RawObjects.ReplaceManyAsync/3", Null + " list", "ArgumentNullException", async (s, t) => (await s.Raw.ReplaceManyAsync(null!, cancellationToken: t)).FirstError),
        new("RawObjects.ReplaceManyAsync/3", Empty + " value", "EmptyObject", async (s, t) => (await s.Raw.ReplaceManyAsync([new("k", default)], cancellationToken: t)).FirstError),
        .. TypedKeys("StoreSet.RemoveManyAsync/3", async (s, key, t) => (await s.Set.RemoveManyAsync([key], cancellationToken: t)).FirstError),
        .. TypedKeys(
            "StoreSet.RemoveManyAsync/3", async (s, key, t) => (await s.Set.RemoveManyAsync([key], RemoveOptions.Forced, t)).FirstError),
        new("StoreSet.RemoveManyAsync/3", Null + " list", "ArgumentNullException", async (s, t) => (await s.Set.RemoveManyAsync(null!, cancellationToken: t)).FirstError),
        new("StoreSet.ReplaceManyAsync/3", Good, "Ok", async (s, t) => (await s.Set.ReplaceManyAsync([Block], cancellationToken: t)).FirstError),
        new("StoreSet.ReplaceManyAsync/3", Null + " list", "ArgumentNullException", async (s, t) => (await s.Set.ReplaceManyAsync(null!, cancellationToken: t)).FirstError),
        new("StoreSet.ReplaceManyAsync/3", Good, "Ok", async (s, t) => (await s.Set.ReplaceManyAsync([Block], ReplaceOptions.Forced, t)).FirstError),
        new("StoreSet.ReplaceManyAsync/3", Null + " value", "ArgumentException", async (s, t) => (await s.Set.ReplaceManyAsync([null!], ReplaceOptions.Forced, t)).FirstError),
    ];

    private static IEnumerable<Attempt> Creations =>
    [
        .. TypedKeys("StoreSet.GetOrCreateAsync/4", async (s, key, t) => (await s.Set.GetOrCreateAsync(key, Create, cancellationToken: t)).Error),
        .. TypedKeys(
            "StoreSet.GetOrCreateAsync/4", async (s, key, t) => (await s.Set.GetOrCreateAsync(key, Create, new PutOptions(), t)).Error),
        new("StoreSet.GetOrCreateAsync/4", Null + " factory", "ArgumentNullException", async (s, t) => (await s.Set.GetOrCreateAsync(Key, null!, cancellationToken: t)).Error),
    ];

    private static IEnumerable<Attempt> Capabilities =>
    [
        new("RawObjects.GetExpiryAsync/2", Null, "ArgumentNullException", async (s, t) => (await s.Raw.GetExpiryAsync(null!, t)).Error),
        new("RawObjects.GetExpiryAsync/2", Empty, "ArgumentException", async (s, t) => (await s.Raw.GetExpiryAsync("", t)).Error),
        new("RawObjects.GetExpiryAsync/2", Long, Offered("KeyTooLong"), async (s, t) => (await s.Raw.GetExpiryAsync(LongKey, t)).Error),
        new("RawObjects.GetExpiryAsync/2", Nul, Offered("KeyNotEncodable"), async (s, t) => (await s.Raw.GetExpiryAsync("a\0b", t)).Error),
        new("RawObjects.GetExpiryAsync/2", Good, Offered("Ok"), async (s, t) => (await s.Raw.GetExpiryAsync("there", t)).Error),
        new("RawObjects.SetExpiryAsync/3", Null, "ArgumentNullException", async (s, t) => (await s.Raw.SetExpiryAsync(null!, Hour, t)).Error),
        new("RawObjects.SetExpiryAsync/3", Empty, "ArgumentException", async (s, t) => (await s.Raw.SetExpiryAsync("", null, t)).Error),
        new("RawObjects.SetExpiryAsync/3", Nul, Offered("KeyNotEncodable"), async (s, t) => (await s.Raw.SetExpiryAsync("a\0b", null, t)).Error),
        new("RawObjects.SetExpiryAsync/3", Good, Offered("Ok"), async (s, t) => (await s.Raw.SetExpiryAsync("there", Hour, t)).Error),
        new("RawObjects.CountAsync/2", Null, "ArgumentNullException", async (s, t) => (await s.Raw.CountAsync(null!, t)).Error),
        new("RawObjects.CountAsync/2", Good, Offered("Ok"), async (s, t) => (await s.Raw.CountAsync("", t)).Error),
        new("RawObjects.FloorAsync/3", Null, "ArgumentNullException", async (s, t) => (await s.Raw.FloorAsync(null!, cancellationToken: t)).Error),
        new("RawObjects.FloorAsync/3", Null + " prefix", "ArgumentNullException", async (s, t) => (await s.Raw.FloorAsync("k", null!, t)).Error),
        new("RawObjects.FloorAsync/3", Long, "KeyTooLong", async (s, t) => (await s.Raw.FloorAsync(LongKey, cancellationToken: t)).Error),
        new("RawObjects.FloorAsync/3", Nul, "KeyNotEncodable", async (s, t) => (await s.Raw.FloorAsync("a\0b", cancellationToken: t)).Error),
        new("RawObjects.FloorAsync/3", Good, Offered("Ok"), async (s, t) => (await s.Raw.FloorAsync("there", cancellationToken: t)).Error),
        new("RawObjects.ScanAsync/3", Null, "ArgumentNullException", (s, t) => End(s.Raw.ScanAsync(null!, cancellationToken: t), t)),
        new("RawObjects.ScanAsync/3", Nul, "KeyNotEncodable", (s, t) => End(s.Raw.ScanAsync("a\0b", cancellationToken: t), t)),
        new("RawObjects.ScanAsync/3", Good, Offered("Ok"), (s, t) => End(s.Raw.ScanAsync(cancellationToken: t), t)),
        new("StoreSet.FloorAsync/2", Null + " part", "KeyNotEncodable", async (s, t) => (await s.Set.FloorAsync(default, t)).Error),
        new("StoreSet.FloorAsync/2", Good, Offered("Ok"), async (s, t) => (await s.Set.FloorAsync(Key, t)).Error),
        new("StoreSet.FloorAsync/3", "a negative number", "ArgumentOutOfRangeException", async (s, t) => (await s.Set.FloorAsync(Key, -1, t)).Error),
        new("StoreSet.FloorAsync/3", Good, Offered("Ok"), async (s, t) => (await s.Set.FloorAsync(Key, 1, t)).Error),
        new("StoreSet.ScanAsync/1", Good, Offered("Ok"), (s, t) => End(s.Set.ScanAsync(t), t)),
        new("StoreSet.ScanStartingWithAsync/3", Null + " part", "KeyNotEncodable", (s, t) => End(s.Set.ScanStartingWithAsync(default, 1, t), t)),
        new("StoreSet.ScanStartingWithAsync/3", Good, Offered("Ok"), (s, t) => End(s.Set.ScanStartingWithAsync(Key, 1, t), t)),
        new("StoreSet.ScanRangeAsync/3", Null + " part", "KeyNotEncodable", (s, t) => End(s.Set.ScanRangeAsync(Key, default(BlockKey), t), t)),
        new("StoreSet.ScanRangeAsync/3", Good, Offered("Ok"), (s, t) => End(s.Set.ScanRangeAsync(Key, cancellationToken: t), t)),
        new("StoreSet.GetExpiryAsync/2", Good, Offered("Ok"), async (s, t) => (await s.Set.GetExpiryAsync(Key, t)).Error),
        new("StoreSet.SetExpiryAsync/3", Good, Offered("Ok"), async (s, t) => (await s.Set.SetExpiryAsync(Key, Hour, t)).Error),
        new("StoreSet.SetExpiryAsync/3", Good + " date", Offered("Ok"), async (s, t) => (await s.Set.SetExpiryAsync(Key, null, t)).Error),
        new("StoreSet.CountAsync/1", Good, Offered("Ok"), async (s, t) => (await s.Set.CountAsync(t)).Error),
        new("StoreSet.CountStartingWithAsync/3", Good, Offered("Ok"), async (s, t) => (await s.Set.CountStartingWithAsync(Key, 1, t)).Error),
    ];

    private static async Task<StoreError?> End<TItem>(IAsyncEnumerable<TItem> items, CancellationToken cancellationToken)
    {
        try
        {
            _ = await items.CountAsync(cancellationToken);
            return null;
        }
        catch (StoreException exception)
        {
            return exception.Error;
        }
    }

    /// <summary>What an engine with capabilities answers; any other says that it lacks them.</summary>
    private static string Offered(string outcome) => StoreUnderTest.HasCapabilities ? outcome : "EngineLacksCapability";

    private static ValueTask<Block> Create(BlockKey key, CancellationToken cancellationToken) =>
        new(new Block(key.Model, key.Layer, key.Id, Value));
}
