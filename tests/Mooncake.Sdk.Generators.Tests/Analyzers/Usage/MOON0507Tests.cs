using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Usage;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0507: threads do not wait.</summary>
public class MOON0507Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<BlockingCallAnalyzer>("Use([|store.KvBlocks.PutAsync(block).Result|]);");
        Assert.Equal("'Result' blocks the thread until 'PutAsync' completes, which can starve the thread pool or deadlock; await it", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new BlockingCallAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("Use([|store.KvBlocks.PutAsync(block).Result|]);")]
    [InlineData("Use([|store.KvBlocks.PutAsync(block).AsTask().Result|]);")]
    [InlineData("Use([|store.KvBlocks.GetAsync(key).GetAwaiter().GetResult()|]);")]
    [InlineData("Use([|store.Raw.GetAsync(name).ConfigureAwait(false).GetAwaiter().GetResult()|]);")]
    [InlineData("[|store.KvBlocks.PutAsync(block).AsTask().Wait()|];")]
    [InlineData("Use([|MooncakeStore.OpenAsync(name).Result|]);")]
    public async Task Wait_IsFlagged(string statements) => await UseHarness.VerifyAsync<BlockingCallAnalyzer>(statements);

    [Theory]
    [InlineData("Task<StoreResult> put = store.KvBlocks.PutAsync(block).AsTask(); Use([|put.Result|]);")]
    public async Task Wait_ForALocal_IsFlagged(string statements) => await UseHarness.VerifyAsync<BlockingCallAnalyzer>(statements);

    [Theory]
    [InlineData("Task<StoreResult> PutAsync() => store.KvBlocks.PutAsync(block).AsTask(); Use([|PutAsync().Result|]);")]
    public async Task Wait_ForAMethodOfTheUsers_IsFlagged(string statements) => await UseHarness.VerifyAsync<BlockingCallAnalyzer>(statements);

    [Theory]
    [InlineData("services.AddSingleton(_ => [|MooncakeStore.OpenAsync(\"embedded://\").GetAwaiter().GetResult()|]);", "so await it before the services are built and register the result")]
    [InlineData("services.AddSingleton(_ => { return [|MooncakeStore.OpenAsync(\"embedded://\").Result|]; });", "so await it before the services are built and register the result")]
    [InlineData("services.TryAddTransient(_ => [|store.KvBlocks.PutAsync(block).Result|]);", "so await it before the services are built and register the result")]
    [InlineData("_ = new ServiceDescriptor(typeof(MooncakeStore), _ => [|MooncakeStore.OpenAsync(\"embedded://\").Result|], ServiceLifetime.Singleton);", "so await it before the services are built and register the result")]
    [InlineData("lock (_gate) { _ = [|store.KvBlocks.PutAsync(block).Result|]; }", "because a lock cannot be held across an await")]
    [InlineData("_ = [|store.KvBlocks.PutAsync(block).Result|];", "or deadlock; await it")]
    [InlineData("Func<Task<bool>> f = async () => [|store.KvBlocks.PutAsync(block).Result|].IsSuccess; f();", "or deadlock; await it")]
    [InlineData("} public bool Last => [|_store!.KvBlocks.GetAsync(\"a\", 1UL).Result|].IsFound; private MooncakeStore? _store; void Other() {", "so make it an async method")]
    [InlineData("} public Startup(MooncakeStore opened) { [|opened.KvBlocks.GetAsync(\"a\", 1UL).AsTask().Wait()|]; } void Other() {", "in a static async method that then creates the object")]
    [InlineData("} private readonly MooncakeStore _opened = [|MooncakeStore.OpenAsync(\"embedded://\").Result|]; void Other() {", "in a static async method that then creates the object")]
    [InlineData("} private MooncakeStore? _held; public void Dispose() => _ = [|_held!.CloseAsync().AsTask().Result|]; void Other() {", "implement IAsyncDisposable, and await it in DisposeAsync")]
    public async Task Advice_CanBeFollowed(string statements, string advice) =>
        Assert.Contains(advice, Assert.Single(await UseHarness.VerifyFileAsync<BlockingCallAnalyzer>(Injection.Register(statements))), StringComparison.Ordinal);

    [Theory]
    [InlineData("Use(await store.KvBlocks.PutAsync(block));")]
    [InlineData("StoreResult put = await store.KvBlocks.PutAsync(block); Use(put.Status);")]
    public async Task Await_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<BlockingCallAnalyzer>(statements);

    [Theory]
    [InlineData("ValueTask<StoreResult> put = store.KvBlocks.PutAsync(block); Use(put.IsCompletedSuccessfully ? put.Result : await put);")]
    [InlineData("Task<StoreResult>[] tasks = [store.KvBlocks.PutAsync(block).AsTask()]; await Task.WhenAll(tasks); Use(tasks[0].Result);")]
    [InlineData("Task<StoreResult> put = store.KvBlocks.PutAsync(block).AsTask(); await Task.WhenAny(put, Task.Delay(1)); Use(put.Result);")]
    [InlineData("Use(Task.FromResult(StoreResult.Done).Result);")]
    public async Task Task_ThatMayHaveEnded_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<BlockingCallAnalyzer>(statements);

    [Theory]
    [InlineData("Use(Task.FromResult(1).Result);")]
    [InlineData("Task.Delay(1).Wait();")]
    [InlineData("UseAsync(1).GetAwaiter().GetResult();")]
    [InlineData("Use(store.CheckHealthAsync().AsTask().ContinueWith(task => task.Result));")]
    public async Task OtherTasks_AreNotOurs(string statements) => await UseHarness.VerifyAsync<BlockingCallAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<BlockingCallAnalyzer>(
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
                    _value = store.GetAsync("k").Result.Value; store.PutAsync("k", [1]).AsTask().Wait();
                }
            }
            """);
    }

    [Theory]
    [InlineData(
        "Use(store.KvBlocks.PutAsync(block).Result);",
        "Use(await store.KvBlocks.PutAsync(block));")]
    [InlineData(
        "Use(store.KvBlocks.GetAsync(key).AsTask().Result.IsFound);",
        "Use((await store.KvBlocks.GetAsync(key)).IsFound);")]
    [InlineData(
        "StoreResult put = store.KvBlocks.PutAsync(block).GetAwaiter().GetResult();",
        "StoreResult put = await store.KvBlocks.PutAsync(block);")]
    [InlineData(
        "store.KvBlocks.PutAsync(block).ConfigureAwait(false).GetAwaiter().GetResult().ThrowIfFailed();",
        "(await store.KvBlocks.PutAsync(block).ConfigureAwait(false)).ThrowIfFailed();")]
    [InlineData(
        "store.KvBlocks.PutAsync(block).AsTask().Wait();",
        "await store.KvBlocks.PutAsync(block);")]
    public async Task Fix_MendsTheCode(string before, string after) =>
        await UseHarness.VerifyFixAsync<BlockingCallAnalyzer, AwaitOperationCodeFixProvider>(before, after);

    [Theory]
    [InlineData("Func<object> later = () => store.KvBlocks.PutAsync(block).Result;")]
    [InlineData("object Later() => store.KvBlocks.PutAsync(block).Result; Use(Later());")]
    [InlineData("store.KvBlocks.PutAsync(block).AsTask().Wait(1);")]
    [InlineData("lock (block) { Use(store.KvBlocks.PutAsync(block).Result); }")]
    public async Task Fix_ThatIsNotMechanical_IsNotOffered(string before) =>
        await UseHarness.VerifyFixAsync<BlockingCallAnalyzer, AwaitOperationCodeFixProvider>(before, after: null);

    [Fact]
    public async Task FixAll_MendsEachOfThem() => await UseHarness.VerifyFixAllAsync<BlockingCallAnalyzer, AwaitOperationCodeFixProvider>(
        "Use(store.KvBlocks.PutAsync(block).Result); Use(store.KvBlocks.GetAsync(key).Result);",
        "Use(await store.KvBlocks.PutAsync(block)); Use(await store.KvBlocks.GetAsync(key));");
}
