using Mooncake.Testing;

namespace Mooncake.Operations;

/// <summary>How many keys at the beginning of a list have objects.</summary>
public sealed class LongestPrefixTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<StorePath, int, int> Lists()
    {
        TheoryData<StorePath, int, int> data = [];
        foreach (StorePath path in Enum.GetValues<StorePath>())
        {
            data.AddRange([(path, 0, 0), (path, 1, 0), (path, 1, 1), (path, 40, 31), (path, 40, 32), (path, 40, 40)]);
            data.AddRange([(path, 2000, 700), (path, 2000, 2000)]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Prefix_OfAList_IsTheKeysBeforeTheFirstMissingOne(StorePath path, int count, int stored)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        await PutAsync(store, Enumerable.Range(0, count).Where(i => i != stored));

        Assert.Equal(stored, (await store.Blocks.LongestPrefixAsync(KeysOf(count), Stop)).GetValueOrThrow());
        string[] texts = [.. KeysOf(count).Select(static key => key.ToString())];
        Assert.Equal(stored, (await store.Raw.LongestPrefixAsync(texts, Stop)).GetValueOrThrow());
    }

    [Theory]
    [InlineData(0, 1, 32)]
    [InlineData(31, 1, 32)]
    [InlineData(32, 2, 32 + 128)]
    [InlineData(700, 4, 32 + 128 + 512 + 512)]
    [InlineData(2000, 6, 2000)]
    public async Task Prefix_WithAMissingKey_ChecksNoFartherThanItsCall(int stored, int calls, int items)
    {
        CountingBackend? counting = null;
        await using MooncakeStore store = await Stores.OpenAsync(
            options => options.DecorateBackend = inner => counting = new CountingBackend(inner));
        await PutAsync(store, Enumerable.Range(0, stored));
        CallCount before = counting!.Count(StoreCalls.BatchIsExist);

        Assert.Equal(stored, (await store.Blocks.LongestPrefixAsync(KeysOf(2000), Stop)).GetValueOrThrow());
        CallCount made = counting.Count(StoreCalls.BatchIsExist) - before;
        Assert.Equal((calls, items), (made.Calls, made.Items));
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(5, 4)]
    public async Task Prefix_WithAKeyThatFails_FailsUnlessOneBeforeItIsMissing(int failing, int? expected)
    {
        await using MooncakeStore store = await Stores.OpenAsync();
        await PutAsync(store, Enumerable.Range(0, 10).Where(static i => i != 4));
        BlockKey[] keys = KeysOf(10);
        keys[failing] = new BlockKey("\ud800", 1, 1);
        StoreResult<int> prefix = await store.Blocks.LongestPrefixAsync(keys, Stop);

        Assert.Equal((expected is null, expected ?? 0), (prefix.Error?.Code == StoreErrorCode.KeyNotEncodable, prefix.GetValueOrDefault()));
    }

    [Fact]
    public async Task Prefix_WhoseSecondCallFails_FailsWithItsError()
    {
        FaultPlan plan = new(1, [new FaultRule(StoreCalls.BatchIsExist, Fault.Fail(StoreErrorCode.RpcFail)) { FirstCall = 2 }]);
        await using MooncakeStore store = await Stores.OpenAsync(
            options => options.DecorateBackend = inner => new FaultBackend(inner, plan, TimeProvider.System));
        await PutAsync(store, Enumerable.Range(0, 40));

        StoreError error = (await store.Blocks.LongestPrefixAsync(KeysOf(40), Stop)).Error!;
        Assert.Equal((StoreErrorCode.RpcFail, StoreOperation.Exists), (error.Code, error.Operation));
    }

    private static BlockKey[] KeysOf(int count) => [.. Enumerable.Range(0, count).Select(static i =>
    {
        Block block = Block.Numbered((ulong)i);
        return new BlockKey(block.Model, block.Layer, block.Id);
    })];

    private static async Task PutAsync(MooncakeStore store, IEnumerable<int> numbers)
    {
        Block[] blocks = [.. numbers.Select(static i => Block.Numbered((ulong)i))];
        (await store.Blocks.PutManyAsync(blocks, cancellationToken: Stop)).ThrowIfFailed();
    }
}
