using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0517: results are asked for ends that their operation has.</summary>
public class MOON0517Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<ImpossibleStatusAnalyzer>("StoreResult put = await store.KvBlocks.PutAsync(block); Use([|put.IsFound|]);");
        Assert.Equal("'put.IsFound' never matches, because the result of 'PutAsync' is always done or failed; use 'IsSuccess'", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new ImpossibleStatusAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("var put = await store.KvBlocks.PutAsync(block); if (!([|put.IsFound|])) { return null; }")]
    [InlineData("if ((await store.KvBlocks.PutAsync(block)) is { [|IsFound|]: true }) { return null; }")]
    [InlineData("Use([|(await store.KvBlocks.PutAsync(block)).IsMissing|]);")]
    [InlineData("Use([|(await store.KvBlocks.ReplaceAsync(block).ConfigureAwait(false)).IsFound|]);")]
    [InlineData("Use([|(await store.Raw.PutAsync(name, new byte[1])).IsFound|]);")]
    [InlineData("Use([|(await store.KvBlocks.RemoveAsync(key)).IsFound|]);")]
    [InlineData("Use([|(await store.KvBlocks.RemoveAsync(name, 1)).IsFound|]);")]
    [InlineData("Use([|(await store.KvBlocks.SetExpiryAsync(key, TimeSpan.FromHours(1))).IsFound|]);")]
    [InlineData("Use([|(await store.KvBlocks.GetOrCreateAsync(key, (k, t) => new(block))).IsMissing|]);")]
    [InlineData("Use([|(await store.KvBlocks.CountAsync(name)).IsMissing|]);")]
    [InlineData("StoreBatch batch = await store.KvBlocks.RemoveManyAsync(keys); Use([|batch[0].IsFound|]);")]
    [InlineData("StoreBatch batch = await store.KvBlocks.ReplaceManyAsync(blocks); Use([|batch[0].IsMissing|]);")]
    [InlineData("StoreBatch batch = await store.KvBlocks.PutManyAsync(blocks); Use([|batch[0].IsFound|]);")]
    [InlineData("foreach (StoreResult put in await store.KvBlocks.PutManyAsync(blocks)) { Use([|put.IsMissing|]); }")]
    [InlineData("StoreResult put = await store.KvBlocks.PutAsync(block); Use(put.Status == [|StoreStatus.Found|]);")]
    [InlineData("StoreResult put = await store.KvBlocks.PutAsync(block); Use(put.Status is [|StoreStatus.Missing|]);")]
    [InlineData("StoreResult put = await store.KvBlocks.PutAsync(block); Use(put == [|StoreResult.Found|]);")]
    [InlineData("StoreResult there = await store.KvBlocks.ExistsAsync(key); Use(there.Status != [|StoreStatus.Done|]);")]
    public async Task Question_WithOneAnswer_IsFlagged(string statements) => await UseHarness.VerifyAsync<ImpossibleStatusAnalyzer>(statements);

    [Theory]
    [InlineData("Use((await store.KvBlocks.PutAsync(block)).IsSuccess);")]
    [InlineData("Use((await store.KvBlocks.PutAsync(block)).IsFailed);")]
    [InlineData("Use((await store.KvBlocks.PutAsync(block)).Status == StoreStatus.Done);")]
    [InlineData("Use((await store.KvBlocks.PutAsync(block)) == StoreResult.Done);")]
    [InlineData("Use((await store.KvBlocks.RemoveAsync(key)).IsMissing);")]
    [InlineData("Use((await store.KvBlocks.SetExpiryAsync(key, null)).IsMissing);")]
    [InlineData("Use((await store.KvBlocks.GetExpiryAsync(key)).IsMissing);")]
    [InlineData("Use((await store.KvBlocks.GetOrCreateAsync(key, (k, t) => new(block))).IsFound);")]
    [InlineData("foreach (StoreResult removed in await store.KvBlocks.RemoveManyAsync(keys)) { Use(removed.IsMissing); }")]
    [InlineData("Use((await store.KvBlocks.ExistsAsync(key)).IsFound);")]
    [InlineData("Use((await store.KvBlocks.ExistsAsync(key)).IsMissing);")]
    [InlineData("Use((await store.KvBlocks.GetAsync(key)).IsFound);")]
    [InlineData("Use((await store.KvBlocks.GetAsync(key)).IsMissing);")]
    [InlineData("StoreResult result = await store.KvBlocks.PutAsync(block); result = await store.KvBlocks.ExistsAsync(key); Use(result.IsFound);")]
    [InlineData("StoreResult result = flag ? await store.KvBlocks.PutAsync(block) : await store.KvBlocks.ExistsAsync(key); Use(result.IsFound);")]
    [InlineData("foreach (StoreResult there in await store.KvBlocks.ExistsManyAsync(keys)) { Use(there.IsFound); }")]
    [InlineData("Use(StoreResult.Done == StoreResult.Found);")]
    [InlineData("ValueTask<StoreResult> PutAsync() => store.KvBlocks.ExistsAsync(key); Use((await PutAsync()).IsFound);")]
    [InlineData("bool Ask(StoreResult result) => result.IsFound; Use(Ask(await store.KvBlocks.PutAsync(block)));")]
    [InlineData("StoreStatus status = StoreStatus.Found; Use(status == StoreStatus.Missing);")]
    public async Task Question_WithMoreAnswersOrOfUnknownResults_IsNotFlagged(string statements) =>
        await UseHarness.VerifyAsync<ImpossibleStatusAnalyzer>(statements);
}
