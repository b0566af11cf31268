using Mooncake.Embedded.CApi.Probe;

namespace Mooncake.Support;

/// <summary>What the SDK's tests open here, in the place of <c>Mooncake.Sdk.Tests</c>' own class: the library, reached as a cluster is.</summary>
internal static class StoreUnderTest
{
    /// <summary>False: the C ABI has none of the optional capabilities.</summary>
    internal const bool HasCapabilities = false;

    /// <summary>True: stores that name the same cluster share it.</summary>
    internal const bool HasClients = true;

    /// <summary>A connection string for a store with a segment of 16 MiB; further keys may follow it. Skips the test if there is no library.</summary>
    /// <param name="cluster">The cluster, which stores of one name share; null for one that no other store joins.</param>
    internal static string ConnectionString(string? cluster = null)
    {
        // The address is the cluster's name: with one of its own, no test sees another's objects. Nothing listens at it.
        string address = cluster ?? $"of-its-own-{Guid.NewGuid():N}";
        return $"mooncake://{address}:1?preflight=off&library={Uri.EscapeDataString(LibraryUnderTest.Require())}&segment=16MiB";
    }
}
