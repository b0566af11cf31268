namespace Mooncake.Support;

/// <summary>
/// What this project's tests open: the in-process engine. <c>Mooncake.Embedded.CApi.Probe</c> runs tests of this project too, with a class
/// of its own in the place of this one.
/// </summary>
internal static class StoreUnderTest
{
    /// <summary>True if the engine offers all optional capabilities.</summary>
    internal const bool HasCapabilities = true;

    /// <summary>A connection string for a store with a segment of 16 MiB; further keys may follow it.</summary>
    /// <param name="cluster">The cluster, which stores of one name share; null for one that no other store joins.</param>
    internal static string ConnectionString(string? cluster = null) => $"embedded://{cluster}?segment=16MiB";
}
