using System.Globalization;

namespace Mooncake.Support;

/// <summary>What the SDK's tests open here, in the place of <c>Mooncake.Sdk.Tests</c>' own class: folders of the durable engine.</summary>
internal static class StoreUnderTest
{
    /// <summary>True: the engine offers all optional capabilities but access in place.</summary>
    internal const bool HasCapabilities = true;

    /// <summary>False: one store has a folder open.</summary>
    internal const bool HasClients = false;

    /// <summary>False: the engine is called through the pipeline.</summary>
    internal const bool IsInPlace = false;

    /// <summary>Sets how long a read protects an object.</summary>
    internal static void SetLease(MooncakeStoreOptions options, TimeSpan lease) =>
        options.Registered.Settings["lease"] = string.Create(CultureInfo.InvariantCulture, $"{lease.TotalMilliseconds:0}ms");

    /// <summary>A connection string for a store of 16 MiB; further keys may follow it.</summary>
    /// <param name="cluster">The folder's name; null for a folder that no other store opens.</param>
    internal static string ConnectionString(string? cluster = null) =>
        $"durable://{Uri.EscapeDataString(ProbeFolders.PathOf(cluster ?? $"{Guid.NewGuid():n}"))}?sync=process&capacity=16MiB";
}
