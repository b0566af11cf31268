using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0509: stores are opened once.</summary>
public class MOON0509Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<StoreOpenedPerCallAnalyzer>("foreach (KvBlock b in blocks) { await using MooncakeStore opened = await [|MooncakeStore.OpenAsync(name)|]; }");
        Assert.Equal("A store may be opened once per item; opening joins the cluster and registers memory, so open one store, share it (it is thread-safe) and dispose it at the end", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new StoreOpenedPerCallAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("foreach (KvBlock b in blocks) { await using MooncakeStore opened = await [|MooncakeStore.OpenAsync(name)|]; Use(await opened.KvBlocks.PutAsync(b)); }")]
    [InlineData("for (int i = 0; i < 3; i++) { await using (MooncakeStore opened = await [|MooncakeStore.OpenAsync(name)|]) { Use(opened.Hostname); } }")]
    public async Task Store_OpenedForEachItem_IsFlagged(string statements) => await UseHarness.VerifyAsync<StoreOpenedPerCallAnalyzer>(statements);

    [Theory]
    [InlineData("services.AddScoped(_ => [|MooncakeStore.OpenAsync(\"embedded://\")|]);", "scope")]
    [InlineData("services.AddScoped(async _ => await [|MooncakeStore.OpenAsync(\"embedded://\")|]);", "scope")]
    [InlineData("services.AddTransient(_ => { return [|MooncakeStore.OpenAsync(\"embedded://\")|].GetAwaiter().GetResult(); });", "injection")]
    [InlineData("services.AddKeyedScoped(\"key\", (_, key) => [|MooncakeStore.OpenAsync(\"embedded://\")|]);", "scope")]
    [InlineData("services.TryAddTransient(_ => [|MooncakeStore.OpenAsync(\"embedded://\")|]);", "injection")]
    [InlineData("_ = new ServiceDescriptor(typeof(MooncakeStore), _ => [|MooncakeStore.OpenAsync(\"embedded://\")|], ServiceLifetime.Scoped);", "scope")]
    [InlineData("_ = ServiceDescriptor.Scoped(_ => [|MooncakeStore.OpenAsync(\"embedded://\")|]);", "scope")]
    public async Task Store_OpenedByAFactoryThatRunsAgain_IsFlagged(string statements, string each) => Assert.StartsWith(
        $"A store may be opened once per {each};",
        Assert.Single(await UseHarness.VerifyFileAsync<StoreOpenedPerCallAnalyzer>(Injection.Register(statements))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("services.AddSingleton(_ => MooncakeStore.OpenAsync(\"embedded://\"));")]
    [InlineData("_ = new ServiceDescriptor(typeof(MooncakeStore), _ => MooncakeStore.OpenAsync(\"embedded://\"), ServiceLifetime.Singleton);")]
    [InlineData("Task<MooncakeStore> opening = MooncakeStore.OpenAsync(\"embedded://\"); services.AddScoped(_ => opening);")]
    [InlineData("services.AddScoped(_ => store);")]
    public async Task Store_OpenedOnceForAllServices_IsNotFlagged(string statements) =>
        await UseHarness.VerifyFileAsync<StoreOpenedPerCallAnalyzer>(Injection.Register(statements));

    [Fact]
    public async Task Store_OpenedInAnAction_IsFlagged()
    {
        await UseHarness.VerifyFileAsync<StoreOpenedPerCallAnalyzer>(
            """
            using System;
            using System.Threading.Tasks;
            using Mooncake;

            namespace Microsoft.AspNetCore.Mvc { public class ControllerBase; }
            namespace Microsoft.AspNetCore.Builder
            {
                public class App;
                public static class EndpointRouteBuilderExtensions { public static void MapGet(this App app, string path, Delegate handler) { } }
            }

            namespace User
            {
                using Microsoft.AspNetCore.Builder;
                using Microsoft.AspNetCore.Mvc;
                public class Blocks : ControllerBase { public async Task<long> Get() { await using MooncakeStore store = await [|MooncakeStore.OpenAsync("embedded://")|]; return 1; } }
            }
            """);
    }

    [Fact]
    public async Task Store_OpenedInAHandler_IsFlagged()
    {
        await UseHarness.VerifyFileAsync<StoreOpenedPerCallAnalyzer>(
            """
            using System;
            using System.Threading.Tasks;
            using Mooncake;

            namespace Microsoft.AspNetCore.Mvc { public class ControllerBase; }
            namespace Microsoft.AspNetCore.Builder
            {
                public class App;
                public static class EndpointRouteBuilderExtensions { public static void MapGet(this App app, string path, Delegate handler) { } }
            }

            namespace User
            {
                using Microsoft.AspNetCore.Builder;
                using Microsoft.AspNetCore.Mvc;
                public class Program { public static void Run(App app) => app.MapGet("/", async () => { await using MooncakeStore store = await [|MooncakeStore.OpenAsync("embedded://")|]; return 1; }); }
            }
            """);
    }

    [Theory]
    [InlineData("await using MooncakeStore opened = await MooncakeStore.OpenAsync(name); foreach (KvBlock b in blocks) { Use(opened); }")]
    public async Task Store_OpenedBeforeTheLoop_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<StoreOpenedPerCallAnalyzer>(statements);

    [Theory]
    [InlineData("for (int i = 0; i < 3; i++) { if ((await MooncakeStore.TryOpenAsync(name)).TryGetValue(out MooncakeStore? opened)) { return opened; } }")]
    [InlineData("for (int i = 0; i < 3; i++) { try { await using MooncakeStore opened = await MooncakeStore.OpenAsync(name); } catch (StoreException) { } }")]
    [InlineData("while (flag) { await using MooncakeStore opened = await MooncakeStore.OpenAsync(name); }")]
    public async Task Store_ThatIsTriedAgain_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<StoreOpenedPerCallAnalyzer>(statements);

    [Theory]
    [InlineData("List<MooncakeStore> clients = []; for (int i = 0; i < 3; i++) { clients.Add(await MooncakeStore.OpenAsync(name)); } Use(clients);")]
    public async Task Stores_ThatAreGathered_AreNotFlagged(string statements) => await UseHarness.VerifyAsync<StoreOpenedPerCallAnalyzer>(statements);

    [Theory]
    [InlineData("foreach (KvBlock b in blocks) { Func<Task> later = async () => { await using MooncakeStore opened = await MooncakeStore.OpenAsync(name); }; Use(later); }")]
    public async Task Store_OpenedByAFunctionInALoop_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<StoreOpenedPerCallAnalyzer>(statements);

    [Fact]
    public async Task Store_OpenedBesideHandlers_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<StoreOpenedPerCallAnalyzer>(
            """
            using System;
            using System.Threading.Tasks;
            using Mooncake;

            namespace Microsoft.AspNetCore.Mvc { public class ControllerBase; }
            namespace Microsoft.AspNetCore.Builder
            {
                public class App;
                public static class EndpointRouteBuilderExtensions { public static void MapGet(this App app, string path, Delegate handler) { } }
            }

            namespace User
            {
                using Microsoft.AspNetCore.Builder;
                using Microsoft.AspNetCore.Mvc;
                public class Program { public static async Task Run(App app) { await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://"); app.MapGet("/", () => store.Hostname); } }
            }
            """);
    }

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<StoreOpenedPerCallAnalyzer>(
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
                    foreach (string key in keys) { await using MooncakeStore opened = await MooncakeStore.OpenAsync(key); }
                }
            }
            """);
    }
}
