namespace Mooncake.BadInput;

/// <summary>
/// Every public entry point with null, empty, over-long and NUL-carrying input, and once with input that is good: that call is made on a
/// disposed store. A new entry point has to be entered here (<see cref="BadInputTests.Table_CoversEveryPublicEntryPoint"/>).
/// </summary>
internal static partial class AttemptTable
{
    private const string Null = "null";
    private const string Empty = "empty";
    private const string Long = "over-long";
    private const string Nul = "with NUL";
    private const string Good = "good";

    private static readonly string LongKey = new('k', 70_000);
    private static readonly ReadOnlyMemory<byte> Value = new byte[] { 1, 2, 3 };
    private static readonly Block Block = Block.Numbered(1);
    private static readonly BlockKey Key = BlockKey.Of(in Block);

    /// <summary>All attempts.</summary>
    internal static IEnumerable<Attempt> All =>
        [.. Opening, .. Raw, .. RawBatches, .. Registered, .. Typed, .. TypedBatches, .. Drafts, .. OneByOne, .. Creations, .. Capabilities];

    private static IEnumerable<Attempt> Opening =>
    [
        new("MooncakeStore.OpenAsync/2", Null, "ArgumentNullException", async (s, t) => await ErrorOfAsync(
            MooncakeStore.OpenAsync((string)null!, t))),
        new("MooncakeStore.OpenAsync/2", Null + " options", "ArgumentNullException", async (s, t) => await ErrorOfAsync(
            MooncakeStore.OpenAsync((MooncakeStoreOptions)null!, t))),
        new("MooncakeStore.OpenAsync/2", Long, "InvalidConfiguration", async (s, t) => await ErrorOfAsync(
            MooncakeStore.OpenAsync(LongKey, t))),
        new("MooncakeStore.OpenAsync/2", Nul, "InvalidConfiguration", async (s, t) => await ErrorOfAsync(
            MooncakeStore.OpenAsync("embedded://a\0b", t))),
        new("MooncakeStore.TryOpenAsync/2", Null, "ArgumentNullException", async (s, t) => (await MooncakeStore.TryOpenAsync((string)null!, t)).Error),
        new("MooncakeStore.TryOpenAsync/2", Null + " options", "ArgumentNullException", async (s, t) => (await MooncakeStore.TryOpenAsync((MooncakeStoreOptions)null!, t)).Error),
#pragma warning disable MOON0518 // Meant: it is bad input.
        new("MooncakeStore.TryOpenAsync/2", Empty, "InvalidConfiguration", async (s, t) => (await MooncakeStore.TryOpenAsync("", t)).Error),
#pragma warning restore MOON0518
        new("MooncakeStore.TryOpenAsync/2", Long, "InvalidConfiguration", async (s, t) => (await MooncakeStore.TryOpenAsync(LongKey, t)).Error),
        new("MooncakeStore.TryOpenAsync/2", Nul, "InvalidConfiguration", async (s, t) => (await MooncakeStore.TryOpenAsync("embedded://a\0b", t)).Error),
    ];

    private static async Task<StoreError?> ErrorOfAsync(Task<MooncakeStore> opening)
    {
        try
        {
            await using MooncakeStore store = await opening;
            return null;
        }
        catch (StoreException exception)
        {
            return exception.Error;
        }
    }

    private static IEnumerable<Attempt> Raw =>
    [
        .. Keys("RawObjects.PutAsync/4", async (s, key, t) => (await s.Raw.PutAsync(key, Value, cancellationToken: t)).Error),
        new("RawObjects.PutAsync/4", Empty + " value", "EmptyObject", async (s, t) => (await s.Raw.PutAsync("k", default, cancellationToken: t)).Error),
        .. Keys("RawObjects.PutPartsAsync/4", async (s, key, t) => (await s.Raw.PutPartsAsync(key, [Value], cancellationToken: t)).Error),
        new("RawObjects.PutPartsAsync/4", Null + " parts", "ArgumentNullException", async (s, t) => (await s.Raw.PutPartsAsync("k", null!, cancellationToken: t)).Error),
        new("RawObjects.PutPartsAsync/4", Empty + " parts", "EmptyObject", async (s, t) => (await s.Raw.PutPartsAsync("k", [default], cancellationToken: t)).Error),
        .. Keys("RawObjects.ReplaceAsync/4", async (s, key, t) => (await s.Raw.ReplaceAsync(key, Value, cancellationToken: t)).Error),
        new("RawObjects.ReplaceAsync/4", Empty + " value", "EmptyObject", async (s, t) => (await s.Raw.ReplaceAsync("k", default, cancellationToken: t)).Error),
        .. Keys("RawObjects.GetAsync/2", async (s, key, t) => (await s.Raw.GetAsync(key, t)).Error),
        .. Keys("RawObjects.ExistsAsync/2", async (s, key, t) => (await s.Raw.ExistsAsync(key, t)).Error),
        .. Keys("RawObjects.SizeOfAsync/2", async (s, key, t) => (await s.Raw.SizeOfAsync(key, t)).Error),
        .. Keys("RawObjects.RemoveAsync/3", async (s, key, t) => (await s.Raw.RemoveAsync(key, cancellationToken: t)).Error),
        .. Patterns("RawObjects.RemoveByRegexAsync/3", async (s, pattern, t) => (await s.Raw.RemoveByRegexAsync(pattern, cancellationToken: t)).Error),
        new("RawObjects.RemoveByPrefixAsync/3", Null, "ArgumentNullException", async (s, t) => (await s.Raw.RemoveByPrefixAsync(null!, cancellationToken: t)).Error),
        new("RawObjects.RemoveByPrefixAsync/3", Empty, "ArgumentException", async (s, t) => (await s.Raw.RemoveByPrefixAsync("", cancellationToken: t)).Error),
        new("RawObjects.RemoveByPrefixAsync/3", Long, "Ok", async (s, t) => (await s.Raw.RemoveByPrefixAsync(LongKey, cancellationToken: t)).Error),
        new("RawObjects.RemoveByPrefixAsync/3", Nul, "KeyNotEncodable", async (s, t) => (await s.Raw.RemoveByPrefixAsync("a\0b", cancellationToken: t)).Error),
        new("RawObjects.RemoveByPrefixAsync/3", "with a lone surrogate", "KeyNotEncodable", async (s, t) => (await s.Raw.RemoveByPrefixAsync("a\udc00", cancellationToken: t)).Error),
        new("RawObjects.RemoveByPrefixAsync/3", Good, "Ok", async (s, t) => (await s.Raw.RemoveByPrefixAsync("nothing/", cancellationToken: t)).Error),
        new("RawObjects.RemoveAllAsync/2", Good, "Ok", async (s, t) => (await s.Raw.RemoveAllAsync(cancellationToken: t)).Error),
    ];

    private static IEnumerable<Attempt> RawBatches =>
    [
        .. Keys("RawObjects.PutManyAsync/3", async (s, key, t) => (await s.Raw.PutManyAsync([new(key, Value)], cancellationToken: t)).FirstError),
        new("RawObjects.PutManyAsync/3", Null + " list", "ArgumentNullException", async (s, t) => (await s.Raw.PutManyAsync(null!, cancellationToken: t)).FirstError),
        new("RawObjects.PutManyAsync/3", Empty + " list", "Ok", async (s, t) => (await s.Raw.PutManyAsync([], cancellationToken: t)).FirstError),
        new("RawObjects.PutManyAsync/3", Empty + " value", "EmptyObject", async (s, t) => (await s.Raw.PutManyAsync([new("k", default)], cancellationToken: t)).FirstError),
        .. Keys("RawObjects.GetManyAsync/2", async (s, key, t) => (await s.Raw.GetManyAsync([key], t)).FirstError),
        new("RawObjects.GetManyAsync/2", Null + " list", "ArgumentNullException", async (s, t) => (await s.Raw.GetManyAsync(null!, t)).FirstError),
        new("RawObjects.GetManyAsync/2", Empty + " list", "Ok", async (s, t) => (await s.Raw.GetManyAsync([], t)).FirstError),
        .. Keys("RawObjects.ExistsManyAsync/2", async (s, key, t) => (await s.Raw.ExistsManyAsync([key], t)).FirstError),
        new("RawObjects.ExistsManyAsync/2", Null + " list", "ArgumentNullException", async (s, t) => (await s.Raw.ExistsManyAsync(null!, t)).FirstError),
        new("RawObjects.ExistsManyAsync/2", Empty + " list", "Ok", async (s, t) => (await s.Raw.ExistsManyAsync([], t)).FirstError),
        new("RawObjects.LongestPrefixAsync/2", Null + " list", "ArgumentNullException", async (s, t) => (await s.Raw.LongestPrefixAsync(null!, t)).Error),
        new("RawObjects.LongestPrefixAsync/2", Null + " key", "ArgumentException", async (s, t) => (await s.Raw.LongestPrefixAsync([null!], t)).Error),
        new("RawObjects.LongestPrefixAsync/2", Long, "KeyTooLong", async (s, t) => (await s.Raw.LongestPrefixAsync([LongKey], t)).Error),
        new("RawObjects.LongestPrefixAsync/2", Empty + " list", "Ok", async (s, t) => (await s.Raw.LongestPrefixAsync([], t)).Error),
        new("RawObjects.LongestPrefixAsync/2", Good, "Ok", async (s, t) => (await s.Raw.LongestPrefixAsync(["good"], t)).Error),
    ];

    private static IEnumerable<Attempt> Registered =>
    [
        .. Keys("RawObjects.PutFromAsync/4", async (s, key, t) => (await s.Raw.PutFromAsync(key, s.Buffer, cancellationToken: t)).Error),
        new("RawObjects.PutFromAsync/4", Null + " memory", "BufferNotRegistered", async (s, t) => (await s.Raw.PutFromAsync("k", default, cancellationToken: t)).Error),
        new("RawObjects.PutFromAsync/4", Empty + " memory", "EmptyObject", async (s, t) => (await s.Raw.PutFromAsync("k", s.Buffer.Slice(0, 0), cancellationToken: t)).Error),
        .. Keys("RawObjects.GetIntoAsync/3", async (s, key, t) => (await s.Raw.GetIntoAsync(key, s.Buffer, t)).Error),
        new("RawObjects.GetIntoAsync/3", Null + " memory", "BufferNotRegistered", async (s, t) => (await s.Raw.GetIntoAsync("k", default, t)).Error),
        new("RawObjects.GetIntoAsync/3", Empty + " memory", "BufferTooSmall", async (s, t) => (await s.Raw.GetIntoAsync("there", s.Buffer.Slice(0, 0), t)).Error),
        .. Keys("RawObjects.PutManyFromAsync/3", async (s, key, t) => (await s.Raw.PutManyFromAsync([new(key, s.Buffer)], cancellationToken: t)).FirstError),
        new("RawObjects.PutManyFromAsync/3", Null + " list", "ArgumentNullException", async (s, t) => (await s.Raw.PutManyFromAsync(null!, cancellationToken: t)).FirstError),
        new("RawObjects.PutManyFromAsync/3", Empty + " list", "Ok", async (s, t) => (await s.Raw.PutManyFromAsync([], cancellationToken: t)).FirstError),
        .. Keys("RawObjects.GetManyIntoAsync/2", async (s, key, t) => (await s.Raw.GetManyIntoAsync([new(key, s.Buffer)], t)).FirstError),
        new("RawObjects.GetManyIntoAsync/2", Null + " list", "ArgumentNullException", async (s, t) => (await s.Raw.GetManyIntoAsync(null!, t)).FirstError),
        new("RawObjects.GetManyIntoAsync/2", Empty + " list", "Ok", async (s, t) => (await s.Raw.GetManyIntoAsync([], t)).FirstError),
        new("StoreBuffers.AllocateAsync/2", Good, "Ok", (s, t) => End(s.Store.Buffers.AllocateAsync(64, t))),
        new("StoreBuffers.AllocateAsync/2", Empty, "ArgumentOutOfRangeException", (s, t) => End(s.Store.Buffers.AllocateAsync(0, t))),
        new("StoreBuffers.AllocateAsync/2", "negative", "ArgumentOutOfRangeException", (s, t) => End(s.Store.Buffers.AllocateAsync(-1, t))),
        new("StoreBuffers.AllocateAsync/2", Long, "BufferPoolExhausted", (s, t) => End(s.Store.Buffers.AllocateAsync(nint.MaxValue, t))),
        new("StoreBuffers.RegisterAsync/3", Good, "Ok", (s, t) => RegisterAsync(s, t)),
        new("StoreBuffers.RegisterAsync/3", Null, "ArgumentOutOfRangeException", (s, t) => End(s.Store.Buffers.RegisterAsync(0, 64, t))),
        new("StoreBuffers.RegisterAsync/3", Empty, "ArgumentOutOfRangeException", (s, t) => End(s.Store.Buffers.RegisterAsync(4096, 0, t))),
    ];

    private static IEnumerable<Attempt> Typed =>
    [
        .. Values("StoreSet.PutAsync/3", async (s, value, t) => (await s.Set.PutAsync(value, cancellationToken: t)).Error),
        .. Values("StoreSet.PutAsync/3", async (s, value, t) => (await s.Set.PutAsync(value, new PutOptions(), t)).Error),
        .. Values("StoreSet.ReplaceAsync/3", async (s, value, t) => (await s.Set.ReplaceAsync(value, cancellationToken: t)).Error),
        .. Values("StoreSet.ReplaceAsync/3", async (s, value, t) => (await s.Set.ReplaceAsync(value, new ReplaceOptions { Put = new PutOptions() }, t)).Error),
        .. TypedKeys("StoreSet.GetAsync/2", async (s, key, t) => (await s.Set.GetAsync(key, t)).Error),
        .. TypedKeys("StoreSet.GetLeaseAsync/2", async (s, key, t) => End(await s.Set.GetLeaseAsync(key, t))),
        .. TypedKeys("StoreSet.ExistsAsync/2", async (s, key, t) => (await s.Set.ExistsAsync(key, t)).Error),
        .. TypedKeys("StoreSet.SizeOfAsync/2", async (s, key, t) => (await s.Set.SizeOfAsync(key, t)).Error),
        .. TypedKeys("StoreSet.RemoveAsync/3", async (s, key, t) => (await s.Set.RemoveAsync(key, cancellationToken: t)).Error),
        .. TypedKeys("StoreSet.RemoveAsync/3", async (s, key, t) => (await s.Set.RemoveAsync(key, RemoveOptions.Forced, t)).Error),
        new("StoreSet.RemoveStartingWithAsync/4", Null + " part", "KeyNotEncodable", async (s, t) => (await s.Set.RemoveStartingWithAsync(default, 1, options: null, t)).Error),
        new("StoreSet.RemoveStartingWithAsync/4", "a negative number", "ArgumentOutOfRangeException", async (s, t) => (await s.Set.RemoveStartingWithAsync(Key, -1, options: null, t)).Error),
        new("StoreSet.RemoveStartingWithAsync/4", Good, "Ok", async (s, t) => (await s.Set.RemoveStartingWithAsync(Key, 1, options: null, t)).Error),
    ];

    private static IEnumerable<Attempt> TypedBatches =>
    [
        new("StoreSet.PutManyAsync/3", Null + " list", "ArgumentNullException", async (s, t) => (await s.Set.PutManyAsync((IReadOnlyList<Block>)null!, cancellationToken: t)).FirstError),
        new("StoreSet.PutManyAsync/3", Null + " value", "ArgumentException", async (s, t) => (await s.Set.PutManyAsync([null!], cancellationToken: t)).FirstError),
        new("StoreSet.PutManyAsync/3", Empty + " list", "Ok", async (s, t) => (await s.Set.PutManyAsync([], cancellationToken: t)).FirstError),
        .. Values("StoreSet.PutManyAsync/3", async (s, value, t) => (await s.Set.PutManyAsync([value], new PutOptions(), t)).FirstError, nullValue: "ArgumentException"),
        .. TypedKeys("StoreSet.GetManyAsync/2", async (s, key, t) => (await s.Set.GetManyAsync([key], t)).FirstError),
        new("StoreSet.GetManyAsync/2", Null + " list", "ArgumentNullException", async (s, t) => (await s.Set.GetManyAsync((IReadOnlyList<BlockKey>)null!, t)).FirstError),
        .. TypedKeys("StoreSet.GetManyLeaseAsync/2", async (s, key, t) => FirstErrorOf(await s.Set.GetManyLeaseAsync([key], t))),
        new("StoreSet.GetManyLeaseAsync/2", Null + " list", "ArgumentNullException", async (s, t) => FirstErrorOf(await s.Set.GetManyLeaseAsync((IReadOnlyList<BlockKey>)null!, t))),
        .. TypedKeys("StoreSet.GetManyLeaseAsync/2", async (s, key, t) => FirstErrorOf(await s.Set.GetManyLeaseAsync(AsStream(key), t).SingleAsync(t))),
        new("StoreSet.GetManyLeaseAsync/2", Null + " stream", "ArgumentNullException", async (s, t) => FirstErrorOf(await s.Set.GetManyLeaseAsync((IAsyncEnumerable<BlockKey>)null!, t).SingleAsync(t))),
        .. TypedKeys("StoreSet.ExistsManyAsync/2", async (s, key, t) => (await s.Set.ExistsManyAsync([key], t)).FirstError),
        new("StoreSet.ExistsManyAsync/2", Null + " list", "ArgumentNullException", async (s, t) => (await s.Set.ExistsManyAsync(null!, t)).FirstError),
        .. TypedKeys("StoreSet.LongestPrefixAsync/2", async (s, key, t) => (await s.Set.LongestPrefixAsync([key], t)).Error),
        new("StoreSet.LongestPrefixAsync/2", Null + " list", "ArgumentNullException", async (s, t) => (await s.Set.LongestPrefixAsync(null!, t)).Error),
        .. Values("StoreSet.PutManyAsync/3", async (s, value, t) => (await s.Set.PutManyAsync(AsStream(value), cancellationToken: t).SingleAsync(t)).Error, nullValue: "ArgumentException"),
        new("StoreSet.PutManyAsync/3", Null + " stream", "ArgumentNullException", async (s, t) => (await s.Set.PutManyAsync((IAsyncEnumerable<Block>)null!, cancellationToken: t).SingleAsync(t)).Error),
        .. TypedKeys("StoreSet.GetManyAsync/2", async (s, key, t) => (await s.Set.GetManyAsync(AsStream(key), t).SingleAsync(t)).Error),
        new("StoreSet.GetManyAsync/2", Null + " stream", "ArgumentNullException", async (s, t) => (await s.Set.GetManyAsync((IAsyncEnumerable<BlockKey>)null!, t).SingleAsync(t)).Error),
    ];

    private static IEnumerable<Attempt> Drafts =>
    [
        .. Values("StoreSet.CreateDraftOfAsync/3", (s, value, t) => PutDraftAsync(s.Set.CreateDraftOfAsync<byte>(value is null ? null! : value with { Payload = default }, 8, t), t)),
        .. TypedKeys("StoreSet.CreateDraftOfAsync/3", (s, key, t) => PutDraftAsync(s.Set.CreateDraftOfAsync<byte>(key, 8, t), t)),
        new("StoreSet.CreateDraftOfAsync/3", "a payload", "ArgumentException", (s, t) => PutDraftAsync(s.Set.CreateDraftOfAsync<byte>(Block with { Payload = new byte[1] }, 8, t), t)),
        new("StoreSet.CreateDraftOfAsync/3", "a negative length", "ArgumentOutOfRangeException", (s, t) => PutDraftAsync(s.Set.CreateDraftOfAsync<byte>(Key, -1, t), t)),
        new("StoreSet.CreateDraftOfAsync/3", "a huge length", "ObjectTooLarge", (s, t) => PutDraftAsync(s.Set.CreateDraftOfAsync<byte>(Key, int.MaxValue, t), t)),
        new("StoreSet.PutManyAsync/3", Null + " list of drafts", "ArgumentNullException", async (s, t) => (await s.Set.PutManyAsync((IReadOnlyList<StoreDraft<Block, byte>>)null!, cancellationToken: t)).FirstError),
        new("StoreSet.PutManyAsync/3", Null + " draft", "ArgumentException", async (s, t) => (await s.Set.PutManyAsync((StoreDraft<Block, byte>[])[null!], cancellationToken: t)).FirstError),
        new("StoreSet.PutManyAsync/3", Empty + " list of drafts", "Ok", async (s, t) => (await s.Set.PutManyAsync(Array.Empty<StoreDraft<Block, byte>>(), cancellationToken: t)).FirstError),
    ];

    private static async Task<StoreError?> PutDraftAsync(ValueTask<StoreResult<StoreDraft<Block, byte>>> creation, CancellationToken token)
    {
        if (!(await creation).TryGetValue(out StoreDraft<Block, byte>? draft, out StoreError? error))
        {
            return error;
        }

        using (draft)
        {
            return (await draft.PutAsync(cancellationToken: token)).Error;
        }
    }

    private static StoreError? FirstErrorOf(StoreLeaseBatch<Block> leases)
    {
        using (leases)
        {
            return leases.Results.FirstError;
        }
    }

    /// <summary>A raw key: null and empty are misuse, the rest is found at run time. A NUL in a key would end it inside the library.</summary>
    private static IEnumerable<Attempt> Keys(string method, Func<BadInputStores, string, CancellationToken, Task<StoreError?>> call)
    {
        bool isList = method.Contains("Many", StringComparison.Ordinal);
        yield return new(method, Null, isList ? "ArgumentException" : "ArgumentNullException", (s, t) => call(s, null!, t));
        yield return new(method, Empty, "ArgumentException", (s, t) => call(s, "", t));
        yield return new(method, Long, "KeyTooLong", (s, t) => call(s, LongKey, t));
        yield return new(method, Nul, "KeyNotEncodable", (s, t) => call(s, "a\0b", t));
        yield return new(method, "with a lone surrogate", "KeyNotEncodable", (s, t) => call(s, "a\udc00", t));
        yield return new(method, Good, "Ok", (s, t) => call(s, "good", t));
    }

    /// <summary>A regular expression.</summary>
    private static IEnumerable<Attempt> Patterns(string method, Func<BadInputStores, string, CancellationToken, Task<StoreError?>> call)
    {
        yield return new(method, Null, "ArgumentNullException", (s, t) => call(s, null!, t));
        yield return new(method, Empty, "ArgumentException", (s, t) => call(s, "", t));
        yield return new(method, Long, "Ok", (s, t) => call(s, LongKey, t));
        yield return new(method, Nul, "InvalidPattern", (s, t) => call(s, "a\0b", t));
        yield return new(method, "not closed", "InvalidPattern", (s, t) => call(s, "(a", t));
        yield return new(method, Good, "Ok", (s, t) => call(s, "^nothing$", t));
    }

    /// <summary>A value, whose text part makes the key. An empty part is a part like others, and a NUL is percent-encoded.</summary>
    private static IEnumerable<Attempt> Values(
        string method, Func<BadInputStores, Block, CancellationToken, Task<StoreError?>> call, string nullValue = "ArgumentNullException")
    {
        yield return new(method, Null, nullValue, (s, t) => call(s, null!, t));
        yield return new(method, Null + " part", "KeyNotEncodable", (s, t) => call(s, Block with { Model = null! }, t));
        yield return new(method, Empty + " part", "Ok", (s, t) => call(s, Block with { Model = "" }, t));
        yield return new(method, Long + " part", "KeyTooLong", (s, t) => call(s, Block with { Model = LongKey }, t));
        yield return new(method, "part " + Nul, "Ok", (s, t) => call(s, Block with { Model = "a\0b" }, t));
        yield return new(method, Good, "Ok", (s, t) => call(s, Block, t));
    }

    /// <summary>A typed key.</summary>
    private static IEnumerable<Attempt> TypedKeys(string method, Func<BadInputStores, BlockKey, CancellationToken, Task<StoreError?>> call)
    {
        yield return new(method, Null + " part", "KeyNotEncodable", (s, t) => call(s, default, t));
        yield return new(method, Empty + " part", "Ok", (s, t) => call(s, Key with { Model = "" }, t));
        yield return new(method, Long + " part", "KeyTooLong", (s, t) => call(s, Key with { Model = LongKey }, t));
        yield return new(method, "part " + Nul, "Ok", (s, t) => call(s, Key with { Model = "a\0b" }, t));
        yield return new(method, Good, "Ok", (s, t) => call(s, Key, t));
    }

    private static async IAsyncEnumerable<TItem> AsStream<TItem>(TItem item)
    {
        await Task.CompletedTask;
        yield return item;
    }

    private static async Task<StoreError?> End(ValueTask<StoreResult<RegisteredBuffer>> allocation)
    {
        StoreResult<RegisteredBuffer> result = await allocation;
        result.GetValueOrDefault()?.Dispose();
        return result.Error;
    }

    private static StoreError? End(StoreResult<StoreLease<Block>> lease)
    {
        lease.GetValueOrDefault()?.Dispose();
        return lease.Error;
    }

    private static async Task<StoreError?> RegisterAsync(BadInputStores stores, CancellationToken cancellationToken)
    {
        using NativeBlock block = new(4096);
        return await End(stores.Store.Buffers.RegisterAsync(block.Address, 4096, cancellationToken));
    }
}
