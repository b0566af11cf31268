namespace Mooncake.Support;

/// <summary>Opens small stores on the embedded engine.</summary>
internal static class Stores
{
    /// <summary>A store of its own with a segment of 16 MiB.</summary>
    /// <param name="query">Further keys of the connection string, such as <c>&amp;lease=1s</c>.</param>
    internal static async Task<MooncakeStore> OpenAsync(string query = "") =>
        (await MooncakeStore.OpenAsync($"embedded://?segment=16MiB{query}", TestContext.Current.CancellationToken)).GetValueOrThrow();

    /// <summary>A store with options.</summary>
    /// <param name="change">Changes the options before the store opens.</param>
    internal static async Task<MooncakeStore> OpenAsync(Action<MooncakeStoreOptions> change)
    {
        MooncakeStoreOptions options = new() { SegmentBytes = 16 << 20 };
        change(options);
        return (await MooncakeStore.OpenAsync(options, TestContext.Current.CancellationToken)).GetValueOrThrow();
    }
}
