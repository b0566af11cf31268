namespace Mooncake.Support;

/// <summary>What the SDK's tests open here, in the place of <c>Mooncake.Sdk.Tests</c>' own class: folders of the durable engine.</summary>
internal static class StoreUnderTest
{
    /// <summary>True: the engine offers all optional capabilities but access in place.</summary>
    internal const bool HasCapabilities = true;

    /// <summary>A connection string for a store of 16 MiB; further keys may follow it.</summary>
    /// <param name="cluster">The folder's name; null for a folder that no other store opens.</param>
    internal static string ConnectionString(string? cluster = null) =>
        $"durable://{Uri.EscapeDataString(ProbeFolders.PathOf(cluster ?? $"{Guid.NewGuid():n}"))}?sync=process&capacity=16MiB";
}
