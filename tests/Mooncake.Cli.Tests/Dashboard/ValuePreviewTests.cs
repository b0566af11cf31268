using Mooncake.Cli.Bench;
using Mooncake.Cli.Dashboard;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Dashboard;

public sealed class ValuePreviewTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_OfALargeValue_HasItsBeginning()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Cancellation);
        byte[] value = [.. Enumerable.Range(0, 10_000).Select(static i => (byte)i)];
        await StoreContents.PutAsync(store, "k", value);

        ValuePage page = (await new ValuePreview(store).ReadAsync("k"u8.ToArray(), Cancellation)).GetValueOrThrow();

        Assert.Equal(("k", 10_000, null, null), (page.Key, page.Size, page.ExpiresAt, page.Trailer));
        Assert.Equal(value[..ValuePreview.MostBytes], Convert.FromBase64String(page.Head));
    }

    [Fact]
    public async Task Read_OfAValueThatExpires_SaysWhen()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Cancellation);
        (await store.Raw.PutAsync("k", new byte[1], new PutOptions { TimeToLive = TimeSpan.FromHours(1) }, Cancellation)).ThrowIfFailed();

        ValuePage page = (await new ValuePreview(store).ReadAsync("k"u8.ToArray(), Cancellation)).GetValueOrThrow();

        Assert.True(page.ExpiresAt > DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Read_OfARecord_HasTheVerdictOnItsTrailer()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Cancellation);
        BenchObject record = new("r", 1, new byte[10]);
        (await store.BenchObjects.PutAsync(record, cancellationToken: Cancellation)).ThrowIfFailed();
        string key = new BenchObjectKey("r", 1).ToString();
        byte[] stored = (await store.Raw.GetAsync(key, Cancellation)).GetValueOrThrow();
        await StoreContents.PutAsync(store, "elsewhere", stored);
        ValuePreview preview = new(store);

        ValuePage intact = (await preview.ReadAsync(System.Text.Encoding.UTF8.GetBytes(key), Cancellation)).GetValueOrThrow();
        ValuePage moved = (await preview.ReadAsync("elsewhere"u8.ToArray(), Cancellation)).GetValueOrThrow();

        Assert.StartsWith("intact", intact.Trailer, StringComparison.Ordinal);
        Assert.StartsWith("damaged", moved.Trailer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfAMissingKey_IsMissing()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Cancellation);

        Assert.True((await new ValuePreview(store).ReadAsync([0xFF, 0x01], Cancellation)).IsMissing);
    }

    [Fact]
    public async Task Read_OnTheDurableEngine_HasTheValue()
    {
        using TemporaryFolder folder = new();
        await using MooncakeStore store = await MooncakeStore.OpenAsync($"durable://{folder.PathOf("store")}", Cancellation);
        await StoreContents.PutAsync(store, "k", new byte[5000]);

        ValuePage page = (await new ValuePreview(store).ReadAsync("k"u8.ToArray(), Cancellation)).GetValueOrThrow();

        Assert.Equal(5000, page.Size);
    }
}
