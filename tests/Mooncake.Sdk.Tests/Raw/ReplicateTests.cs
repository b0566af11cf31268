namespace Mooncake.Raw;

/// <summary>Replicas, pins and preferred segments, with two clients of one cluster.</summary>
public sealed class ReplicateTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PreferredSegment_HoldsTheObject()
    {
        (MooncakeStore one, MooncakeStore two) = await OpenTwoAsync(nameof(PreferredSegment_HoldsTheObject));
        await using MooncakeStore staying = one;
        PutOptions preferred = new() { PreferredSegments = [two.Hostname] };
        PutOptions other = new() { PreferredSegments = [one.Hostname] };
        (await one.Raw.PutAsync("leaves", new byte[10], preferred, Stop)).ThrowIfFailed();
        (await one.Raw.PutAsync("stays", new byte[10], other, Stop)).ThrowIfFailed();
        await two.DisposeAsync();
        Assert.True((await one.Raw.GetAsync("leaves", Stop)).IsMissing);
        Assert.True((await one.Raw.GetAsync("stays", Stop)).IsFound);
    }

    [Fact]
    public async Task ReplicaCount_OfTwo_OutlivesAClient()
    {
        (MooncakeStore one, MooncakeStore two) = await OpenTwoAsync(nameof(ReplicaCount_OfTwo_OutlivesAClient));
        await using MooncakeStore staying = one;
        (await one.Raw.PutAsync("k", new byte[10], new PutOptions { ReplicaCount = 2 }, Stop)).ThrowIfFailed();
        await two.DisposeAsync();
        Assert.True((await one.Raw.GetAsync("k", Stop)).IsFound);
    }

    [Fact]
    public async Task ReplicaCount_MoreThanSegments_IsCut()
    {
        await using MooncakeStore store = await Stores.OpenAsync();
        Assert.Equal(StoreResult.Done, await store.Raw.PutAsync("k", new byte[10], new PutOptions { ReplicaCount = 1000 }, Stop));
    }

    [Fact]
    public async Task HardPin_OutlivesEviction()
    {
        await using MooncakeStore store = await Stores.OpenAsync();
        (await store.Raw.PutAsync("pinned", new byte[1 << 20], new PutOptions { HardPin = true }, Stop)).ThrowIfFailed();
        (await store.Raw.PutAsync("first", new byte[1 << 20], cancellationToken: Stop)).ThrowIfFailed();
        ReadOnlyMemory<byte> filling = new byte[1 << 20];
        KeyValuePair<string, ReadOnlyMemory<byte>>[] more = [.. Enumerable.Range(0, 40).Select(i => KeyValuePair.Create($"fill{i}", filling))];
        foreach (KeyValuePair<string, ReadOnlyMemory<byte>>[] part in more.Chunk(4))
        {
            Assert.True((await store.Raw.PutManyAsync(part, cancellationToken: Stop)).IsSuccess);
        }

        Assert.True((await store.Raw.ExistsAsync("pinned", Stop)).IsFound);
        Assert.True((await store.Raw.ExistsAsync("first", Stop)).IsMissing);
    }

    [Fact]
    public async Task Hostname_OfEachClient_IsItsOwn()
    {
        (MooncakeStore one, MooncakeStore two) = await OpenTwoAsync(nameof(Hostname_OfEachClient_IsItsOwn));
        await using MooncakeStore first = one;
        await using MooncakeStore second = two;
        Assert.NotEqual(one.Hostname, two.Hostname);
    }

    private static async Task<(MooncakeStore One, MooncakeStore Two)> OpenTwoAsync(string cluster)
    {
        Assert.SkipUnless(StoreUnderTest.HasClients, "The engine has one client.");
        return (await Stores.JoinAsync(cluster, "one"), await Stores.JoinAsync(cluster, "two"));
    }
}
