namespace Mooncake.Support;

/// <summary>Opens small stores on the engine under test.</summary>
internal static class Stores
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A store of its own with a segment of 16 MiB.</summary>
    /// <param name="query">Further keys of the connection string, such as <c>&amp;timeout=1s</c>.</param>
    internal static async Task<MooncakeStore> OpenAsync(string query = "") =>
        await MooncakeStore.OpenAsync(StoreUnderTest.ConnectionString() + query, Stop);

    /// <summary>A store of its own with options.</summary>
    /// <param name="change">Changes the options before the store opens.</param>
    internal static async Task<MooncakeStore> OpenAsync(Action<MooncakeStoreOptions> change)
    {
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse(StoreUnderTest.ConnectionString()).GetValueOrThrow();
        change(options);
        return await MooncakeStore.OpenAsync(options, Stop);
    }

    /// <summary>A client of a cluster that others join as well.</summary>
    /// <param name="cluster">The cluster, named as nothing else of the test run is.</param>
    /// <param name="hostname">The client's host.</param>
    internal static async Task<MooncakeStore> JoinAsync(string cluster, string hostname) =>
        await MooncakeStore.OpenAsync($"{StoreUnderTest.ConnectionString(cluster)}&hostname={hostname}", Stop);
}
