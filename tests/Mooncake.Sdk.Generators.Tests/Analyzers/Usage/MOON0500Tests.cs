using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Usage;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0500: results are looked at.</summary>
public class MOON0500Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<IgnoredResultAnalyzer>("[|await store.KvBlocks.PutAsync(block)|];");
        Assert.Equal("Nothing checks the result of 'PutAsync', so a failure goes unnoticed; check it, throw on failure, or discard it with '_ =' if a failure does not matter", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new IgnoredResultAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("[|await store.KvBlocks.PutAsync(block)|];")]
    [InlineData("[|await store.Raw.PutAsync(name, new byte[1]).ConfigureAwait(false)|];")]
    [InlineData("[|await store.KvBlocks.RemoveAsync(key)|];")]
    [InlineData("[|await store.KvBlocks.GetAsync(name, 1)|];")]
    [InlineData("[|await store.KvBlocks.SetExpiryAsync(name, 1, TimeSpan.FromHours(1))|];")]
    [InlineData("[|await store.KvBlocks.GetOrCreateAsync(name, 1, (k, t) => new(block))|];")]
    [InlineData("[|await store.KvBlocks.CountAsync(name)|];")]
    [InlineData("[|await store.GetStatisticsAsync()|];")]
    [InlineData("[|await store.CloseAsync()|];")]
    [InlineData("[|await MooncakeStore.TryOpenAsync(name)|];")]
    public async Task Result_ThatIsAwaitedAndDropped_IsFlagged(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    [Theory]
    [InlineData("[|await store.KvBlocks.PutManyAsync(blocks)|];")]
    [InlineData("[|await store.KvBlocks.GetManyAsync(keys)|];")]
    [InlineData("[|await store.KvBlocks.RemoveManyAsync(keys)|];")]
    [InlineData("[|await store.KvBlocks.ReplaceManyAsync(blocks)|];")]
    public async Task Batch_ThatIsDropped_IsFlagged(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    [Theory]
    [InlineData("[|store.KvBlocks.PutAsync(block)|];")]
    public async Task Task_ThatIsNotAwaited_IsFlagged(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    [Theory]
    [InlineData("[|await Task.WhenAll(blocks.Select(b => store.KvBlocks.PutAsync(b).AsTask()))|];")]
    public async Task Results_OfTasksThatNobodyHolds_AreFlagged(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    [Theory]
    [InlineData("blocks.ToList().ForEach(async b => [|await store.KvBlocks.PutAsync(b)|]);")]
    [InlineData("await Parallel.ForEachAsync(blocks, async (b, token) => [|await store.KvBlocks.PutAsync(b, cancellationToken: token)|]);")]
    public async Task Result_InALambda_IsFlagged(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    [Theory]
    [InlineData("var [|put|] = await store.KvBlocks.PutAsync(block);")]
    [InlineData("StoreResult [|put|] = await store.KvBlocks.RemoveAsync(key).ConfigureAwait(false);")]
    [InlineData("StoreBatch [|put|] = await store.KvBlocks.PutManyAsync(blocks);")]
    [InlineData("StoreResult<KvBlock> [|got|] = await store.KvBlocks.GetAsync(key);")]
    [InlineData("ValueTask<StoreResult> [|put|] = store.KvBlocks.PutAsync(block);")]
    [InlineData("Task<StoreResult> [|put|] = store.KvBlocks.PutAsync(block).AsTask();")]
    [InlineData("StoreResult[] [|all|] = await Task.WhenAll(blocks.Select(b => store.KvBlocks.PutAsync(b).AsTask()));")]
    [InlineData("StoreResult [|put|]; put = await store.KvBlocks.PutAsync(block);")]
    [InlineData("StoreResult [|put|] = default; foreach (KvBlock b in blocks) { put = await store.KvBlocks.PutAsync(b); }")]
    [InlineData("foreach (KvBlock b in blocks) { var [|put|] = await store.KvBlocks.PutAsync(b); }")]
    [InlineData("Func<Task> later = async () => { var [|put|] = await store.KvBlocks.PutAsync(block); }; Use(later);")]
    public async Task Local_ThatNothingReads_IsFlagged(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    [Theory]
    [InlineData("var put = await store.KvBlocks.PutAsync(block); put.ThrowIfFailed();")]
    [InlineData("var put = await store.KvBlocks.PutAsync(block); if (put.IsFailed) { return null; }")]
    [InlineData("var put = await store.KvBlocks.PutAsync(block); return put;")]
    [InlineData("var put = await store.KvBlocks.PutAsync(block); Func<bool> later = () => put.IsFailed; Use(later);")]
    [InlineData("var put = store.KvBlocks.PutAsync(block); Use(await put);")]
    [InlineData("var _ = await store.KvBlocks.PutAsync(block);")]
    [InlineData("var __ = await store.KvBlocks.PutAsync(block);")]
    [InlineData("StoreResult put = default; foreach (KvBlock b in blocks) { put = await store.KvBlocks.PutAsync(b); } Use(put);")]
    [InlineData("StoreResult put; if ((put = await store.KvBlocks.PutAsync(block)).IsFailed) { return null; }")]
    [InlineData("StoreResult put = StoreResult.Done;")]
    [InlineData("StoreResult put = default;")]
    [InlineData("StoreResult put; bool isDone = (put = await store.KvBlocks.PutAsync(block)).IsSuccess; Use(isDone);")]
    public async Task Local_ThatIsRead_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    [Theory]
    [InlineData("await Task.WhenAll(store.KvBlocks.PutAsync(block).AsTask());", "Nothing checks the results of 'WhenAll', so ")]
    [InlineData("await store.KvBlocks.PutManyAsync(blocks);", "Nothing checks the batch of results of 'PutManyAsync', so ")]
    [InlineData("store.KvBlocks.PutAsync(block);", "Nothing checks the result of 'PutAsync', so ")]
    [InlineData("await store.CloseAsync();", "Nothing checks the result of 'CloseAsync', so ")]
    public async Task Message_OfEveryKind_IsASentence(string statement, string beginning) => Assert.StartsWith(
        beginning,
        Assert.Single(await UseHarness.VerifyAsync<IgnoredResultAnalyzer>($"[|{statement.TrimEnd(';')}|];")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("ValueTask<StoreResult> PutTwice() => store.KvBlocks.PutAsync(block); [|await PutTwice()|];")]
    public async Task Result_OfAMethodOfTheUsers_IsFlagged(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    [Theory]
    [InlineData("(await store.KvBlocks.PutAsync(block)).ThrowIfFailed();")]
    [InlineData("StoreResult put = await store.KvBlocks.PutAsync(block); Use(put);")]
    [InlineData("if ((await store.KvBlocks.PutAsync(block)).IsFailed) { return null; }")]
    [InlineData("return await store.KvBlocks.PutAsync(block);")]
    [InlineData("Use(await store.KvBlocks.PutAsync(block));")]
    [InlineData("switch ((await store.KvBlocks.PutAsync(block)).Status) { default: break; }")]
    public async Task Result_ThatIsUsed_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    [Theory]
    [InlineData("_ = await store.KvBlocks.PutAsync(block);")]
    [InlineData("_ = store.KvBlocks.PutAsync(block);")]
    [InlineData("_ = await store.KvBlocks.PutManyAsync(blocks);")]
    public async Task Discard_IsDeliberate(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    [Theory]
    [InlineData("Task<StoreResult>[] tasks = [store.KvBlocks.PutAsync(block).AsTask()]; await Task.WhenAll(tasks); Use(tasks[0].Result);")]
    [InlineData("Task<StoreResult> task = store.KvBlocks.PutAsync(block).AsTask(); await task; Use(task.Result);")]
    public async Task Tasks_ThatAVariableHolds_CanBeAskedLater(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    [Theory]
    [InlineData("await Task.Delay(1);")]
    [InlineData("await store.DisposeAsync();")]
    [InlineData("await store.CheckHealthAsync();")]
    [InlineData("await UseAsync(block);")]
    [InlineData("keys.Clear();")]
    [InlineData("await Task.WhenAll(UseAsync(1), UseAsync(2));")]
    public async Task OtherStatements_AreNotFlagged(string statements) => await UseHarness.VerifyAsync<IgnoredResultAnalyzer>(statements);

    /// <summary>What a test project calls.</summary>
    private const string Frameworks = """
        public static class Assert
        {
            public static Task<T> ThrowsAsync<T>(Func<Task> code) where T : Exception => Task.FromResult<T>(default!);
            public static Task<T> ThrowsAnyAsync<T>(Func<Task> code) where T : Exception => Task.FromResult<T>(default!);
            public static Task AllAsync<T>(IEnumerable<T> items, Func<T, Task> code) => Task.CompletedTask;
            public static void True(bool condition) { }
        }
        public static class Record { public static Task<Exception?> ExceptionAsync(Func<Task> code) => Task.FromResult<Exception?>(null); }
        public static class Retry { public static Task ThrowsAsync(Func<Task> code) => code(); }
        """;

    [Theory]
    [InlineData("await Assert.ThrowsAsync<ArgumentException>(async () => await store.Raw.PutAsync(\"\", new byte[1]));")]
    [InlineData("await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => { await store.KvBlocks.PutAsync(block); });")]
    [InlineData("Use((await Assert.ThrowsAsync<ArgumentException>(async () => await store.KvBlocks.PutManyAsync(blocks))).Message);")]
    [InlineData("Use(await Record.ExceptionAsync(async () => await store.KvBlocks.GetAsync(key)));")]
    public async Task Result_OfCodeThatATestExpectsToThrow_IsNotFlagged(string statements) =>
        await UseHarness.VerifyFileAsync<IgnoredResultAnalyzer>(UseHarness.Wrap(statements) + Frameworks);

    [Theory]
    [InlineData("await Assert.AllAsync(blocks, async b => [|await store.KvBlocks.PutAsync(b)|]);")]
    [InlineData("await Retry.ThrowsAsync(async () => [|await store.KvBlocks.PutAsync(block)|]);")]
    [InlineData("[|await store.KvBlocks.PutAsync(block)|]; Assert.True((await store.KvBlocks.GetAsync(key)).IsFound);")]
    public async Task Result_InATestThatGoesOn_IsFlagged(string statements) =>
        await UseHarness.VerifyFileAsync<IgnoredResultAnalyzer>(UseHarness.Wrap(statements) + Frameworks);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<IgnoredResultAnalyzer>(
            """
            using System;
            using System.Collections.Generic;
            using System.Threading.Tasks;
            namespace Look.Alike;
            public readonly struct StoreResult { public void ThrowIfFailed() { } }
            public readonly struct StoreResult<T> { public T Value => default!; public bool IsFound => true; public T GetValueOrThrow() => default!; public bool TryGetValue(out T value) { value = default!; return true; } }
            public sealed class StoreLease<T> : IDisposable { public T Value => default!; public void Dispose() { } }
            public sealed class RegisteredBuffer : IDisposable { public object Whole => this; public void Dispose() { } }
            public sealed class PutOptions { public bool SoftPin { get; init; } public bool HardPin { get; init; } }
            public sealed class MooncakeStore : IAsyncDisposable
            {
                public static Task<MooncakeStore> OpenAsync(string text) => Task.FromResult(new MooncakeStore());
                public ValueTask<StoreResult> PutAsync(string key, byte[] value, PutOptions? options = null) => default;
                public ValueTask<StoreResult<byte[]>> GetAsync(string key) => default;
                public ValueTask<StoreResult<StoreLease<byte[]>>> GetLeaseAsync(string key) => default;
                public ValueTask<StoreResult<RegisteredBuffer>> AllocateAsync(int length) => default;
                public ValueTask<StoreResult> ExistsAsync(string key) => default;
                public ValueTask<StoreResult<long>> RemoveByRegexAsync(string pattern) => default;
                public ValueTask<StoreResult<long>> RemoveAllAsync(bool force) => default;
                public ValueTask DisposeAsync() => default;
            }
            public class User
            {
                private byte[]? _value;
                public async Task RunAsync(MooncakeStore store, string[] keys)
                {
                    await store.PutAsync("k", [1]); await store.RemoveByRegexAsync("k");
                }
            }
            """);
    }

    [Theory]
    [InlineData(
        "await store.KvBlocks.PutAsync(block);",
        "(await store.KvBlocks.PutAsync(block)).ThrowIfFailed();")]
    [InlineData(
        "store.KvBlocks.PutAsync(block);",
        "(await store.KvBlocks.PutAsync(block)).ThrowIfFailed();")]
    [InlineData(
        "await store.KvBlocks.GetAsync(key);",
        "(await store.KvBlocks.GetAsync(key)).GetValueOrThrow();")]
    [InlineData(
        "await store.KvBlocks.PutManyAsync(blocks);",
        "if ((await store.KvBlocks.PutManyAsync(blocks)).FirstError is { } error) { throw new Mooncake.StoreException(error); }")]
    [InlineData(
        "int error = 1; await store.KvBlocks.PutManyAsync(blocks);",
        "int error = 1; if ((await store.KvBlocks.PutManyAsync(blocks)).FirstError is { } error2) { throw new Mooncake.StoreException(error2); }")]
    [InlineData(
        "await Parallel.ForEachAsync(blocks, async (b, token) => await store.KvBlocks.PutAsync(b, cancellationToken: token));",
        "await Parallel.ForEachAsync(blocks, async (b, token) => (await store.KvBlocks.PutAsync(b, cancellationToken: token)).ThrowIfFailed());")]
    public async Task Fix_MendsTheCode(string before, string after) =>
        await UseHarness.VerifyFixAsync<IgnoredResultAnalyzer, CheckResultCodeFixProvider>(before, after);

    [Theory]
    [InlineData("Action later = () => store.KvBlocks.PutAsync(block);")]
    [InlineData("await Task.WhenAll(blocks.Select(b => store.KvBlocks.PutAsync(b).AsTask()));")]
    public async Task Fix_ThatIsNotMechanical_IsNotOffered(string before) =>
        await UseHarness.VerifyFixAsync<IgnoredResultAnalyzer, CheckResultCodeFixProvider>(before, after: null);

    [Fact]
    public async Task FixAll_MendsEachOfThem() => await UseHarness.VerifyFixAllAsync<IgnoredResultAnalyzer, CheckResultCodeFixProvider>(
        "await store.KvBlocks.PutAsync(block); await store.KvBlocks.RemoveAsync(key);",
        "(await store.KvBlocks.PutAsync(block)).ThrowIfFailed(); (await store.KvBlocks.RemoveAsync(key)).ThrowIfFailed();");
}
