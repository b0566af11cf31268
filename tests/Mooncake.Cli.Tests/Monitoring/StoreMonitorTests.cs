using Mooncake.Cli.Monitoring;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Monitoring;

public sealed class StoreMonitorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Next_AfterReadsAndAPut_CountsThem()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Cancellation);
        StoreMonitor monitor = await StoreMonitor.StartAsync(store, server: null, TimeProvider.System, Cancellation);
        await StoreContents.PutAsync(store, "a", new byte[100]);
        Assert.True((await store.Raw.GetAsync("a", Cancellation)).IsFound);
        Assert.True((await store.Raw.GetAsync("b", Cancellation)).IsMissing);

        LiveFigures figures = await monitor.NextAsync(Cancellation);

        Assert.Equal("embedded", monitor.Engine);
        Assert.Equal((1, 0.5, null), (figures.Objects, figures.HitRatio, figures.Error));
        Assert.True(figures.UsedBytes >= 100);
        Assert.Null(figures.OperationsPerSecond);
    }

    [Fact]
    public async Task Next_OfAnIdleStore_CountsNoReadOfItsOwn()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Cancellation);
        StoreMonitor monitor = await StoreMonitor.StartAsync(store, server: null, TimeProvider.System, Cancellation);
        await monitor.NextAsync(Cancellation);

        Assert.Equal(0, (await monitor.NextAsync(Cancellation)).ReadsPerSecond);
    }

    [Fact]
    public async Task Next_OfAClosedStore_SaysSo()
    {
        MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Cancellation);
        StoreMonitor monitor = await StoreMonitor.StartAsync(store, server: null, TimeProvider.System, Cancellation);
        await store.DisposeAsync();

        Assert.Equal("The store was closed.", (await monitor.NextAsync(Cancellation)).Error);
    }
}
