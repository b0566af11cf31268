using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Serialization.SystemTextJson;

namespace Mooncake.Caching.Tests;

/// <summary>What else uses a distributed cache.</summary>
public sealed class OtherCachesTests : IAsyncLifetime
{
    private MooncakeStore _store = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IDistributedCache Cache => _services.GetRequiredService<IDistributedCache>();

    public async ValueTask InitializeAsync()
    {
        _store = await MooncakeStore.OpenAsync("embedded://?segment=16MiB", Stop);
        _services = new ServiceCollection().AddSingleton(_store).AddMooncakeDistributedCache().BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task FusionCache_WithASecondLevel_SharesEntriesAndTags()
    {
        using FusionCache one = Fusion();
        using FusionCache two = Fusion();
        Assert.Equal("made", await one.GetOrSetAsync("key", static _ => Task.FromResult("made"), tags: ["tag"], token: Stop));
        Assert.Equal("made", await two.GetOrSetAsync("key", static _ => Task.FromResult("again"), tags: ["tag"], token: Stop));
        await one.RemoveByTagAsync("tag", token: Stop);
        using FusionCache three = Fusion();
        Assert.Equal("new", await three.GetOrSetAsync("key", static _ => Task.FromResult("new"), tags: ["tag"], token: Stop));
    }

    [Fact]
    public async Task ChatClient_WithTheCache_AsksTheModelOnce()
    {
        StubChatClient model = new();
        using IChatClient client = model.AsBuilder().UseDistributedCache(Cache).Build();
        ChatResponse first = await client.GetResponseAsync("What is a lease?", cancellationToken: Stop);
        ChatResponse second = await client.GetResponseAsync("What is a lease?", cancellationToken: Stop);
        Assert.Equal(("answer 1", "answer 1", 1), (first.Text, second.Text, model.Calls));
        Assert.Equal("answer 2", (await client.GetResponseAsync("What is a pin?", cancellationToken: Stop)).Text);
    }

    [Fact]
    public async Task EmbeddingGenerator_WithTheCache_AsksTheModelOnce()
    {
        StubGenerator model = new();
        using IEmbeddingGenerator<string, Embedding<float>> generator = model.AsBuilder().UseDistributedCache(Cache).Build();
        Embedding<float> first = await generator.GenerateAsync("text", cancellationToken: Stop);
        Embedding<float> second = await generator.GenerateAsync("text", cancellationToken: Stop);
        Assert.Equal(1, model.Calls);
        Assert.Equal(first.Vector.ToArray(), second.Vector.ToArray());
    }

    [Fact]
    public async Task Session_OverTheCache_IsKeptBetweenRequests()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRoutingCore().AddDataProtection();
        builder.Services.AddSingleton(_store).AddMooncakeDistributedCache().AddSession();
        await using WebApplication app = builder.Build();
        app.UseSession();
        app.MapGet("/", static (HttpContext context) =>
        {
            int visits = (context.Session.GetInt32("visits") ?? 0) + 1;
            context.Session.SetInt32("visits", visits);
            return context.Response.WriteAsync($"{visits}");
        });
        await app.StartAsync(Stop);
        using HttpClient client = app.GetTestClient();
        using HttpResponseMessage first = await client.GetAsync(new Uri("/", UriKind.Relative), Stop);
        using HttpRequestMessage again = new(HttpMethod.Get, "/");
        again.Headers.Add("Cookie", first.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using HttpResponseMessage second = await client.SendAsync(again, Stop);
        Assert.Equal("1", await first.Content.ReadAsStringAsync(Stop));
        Assert.Equal("2", await second.Content.ReadAsStringAsync(Stop));
    }

    private FusionCache Fusion()
    {
        FusionCache cache = new(new FusionCacheOptions());
        cache.SetupDistributedCache(Cache, new FusionCacheSystemTextJsonSerializer());
        return cache;
    }

    private sealed class StubChatClient : IChatClient
    {
        internal int Calls { get; private set; }

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, $"answer {++Calls}")));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // There is nothing to release.
        }
    }

    private sealed class StubGenerator : IEmbeddingGenerator<string, Embedding<float>>
    {
        internal int Calls { get; private set; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Calls++;
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(
                values.Select(static value => new Embedding<float>(new float[] { value.Length, 0.5f }))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // There is nothing to release.
        }
    }
}
