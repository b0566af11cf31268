namespace Mooncake.Opening;

public sealed class EmbeddedOpeningTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_Nameless_IsPrivate()
    {
        await using MooncakeStore one = await Stores.OpenAsync();
        await using MooncakeStore two = await Stores.OpenAsync();
        (await one.Readings.PutAsync(new Reading(1, 2, 3), cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await two.Readings.ExistsAsync(1, Stop)).IsMissing);
    }

    [Fact]
    public async Task Open_SameName_Shares()
    {
        await using MooncakeStore one = await OpenAsync("embedded://opening-shares?segment=16MiB");
        await using MooncakeStore two = await OpenAsync("embedded://opening-shares?segment=32MiB");
        (await one.Readings.PutAsync(new Reading(1, 2, 3), cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(new Reading(1, 2, 3), (await two.Readings.GetAsync(1, Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Open_SameNameAfterTheLastClient_StartsAnew()
    {
        MooncakeStore one = await OpenAsync("embedded://opening-anew?segment=16MiB");
        (await one.Readings.PutAsync(new Reading(1, 2, 3), cancellationToken: Stop)).ThrowIfFailed();
        await one.DisposeAsync();
        await using MooncakeStore two = await OpenAsync("embedded://opening-anew?segment=16MiB&lease=1s");
        Assert.True((await two.Readings.ExistsAsync(1, Stop)).IsMissing);
    }

    [Fact]
    public async Task Open_SameNameOtherOptions_IsRefused()
    {
        await using MooncakeStore one = await OpenAsync("embedded://opening-differs?segment=16MiB");
        StoreError error = (await MooncakeStore.TryOpenAsync("embedded://opening-differs?segment=16MiB&lease=1s", Stop)).Error!;
        Assert.Equal((StoreErrorCode.ClusterOptionsDiffer, StoreOperation.Open), (error.Code, error.Operation));
        Assert.Contains("opening-differs", error.Message, StringComparison.Ordinal);
        (await one.Readings.PutAsync(new Reading(1, 2, 3), cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await one.Readings.ExistsAsync(1, Stop)).IsFound);
    }

    [Fact]
    public async Task Open_Cancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MooncakeStore.OpenAsync("embedded://", new CancellationToken(canceled: true)));

    [Fact]
    public async Task Dispose_Twice_IsTheSameAsOnce()
    {
        MooncakeStore store = await Stores.OpenAsync();
        await store.DisposeAsync();
        await store.DisposeAsync();
        Assert.Equal(StoreResult.Done, await store.CloseAsync());
    }

    [Fact]
    public async Task Open_SegmentThatTheMachineHasNot_IsAResult()
    {
        StoreError error = (await MooncakeStore.TryOpenAsync("embedded://?segment=4000000TiB", Stop)).Error!;
        Assert.Equal((StoreErrorCode.SetupFailed, StoreOperation.Open), (error.Code, error.Operation));
        Assert.NotNull(error.NativeCode);
    }

    [Fact]
    public async Task Open_DecoratorAnswersNull_Throws() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => Stores.OpenAsync(options => options.DecorateBackend = _ => null!));

    private static async Task<MooncakeStore> OpenAsync(string connectionString) =>
        await MooncakeStore.OpenAsync(connectionString, Stop);
}
