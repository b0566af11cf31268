namespace Mooncake.Support;

/// <summary>
/// What this project's tests open: the in-process engine. <c>Mooncake.Embedded.CApi.Probe</c> and <c>Mooncake.Durable.Probe</c> run tests
/// of this project too, with a class of their own in the place of this one.
/// </summary>
internal static class StoreUnderTest
{
    /// <summary>True if the engine offers all optional capabilities.</summary>
    internal const bool HasCapabilities = true;

    /// <summary>True if several stores of a process can be clients of one cluster.</summary>
    internal const bool HasClients = true;

    /// <summary>True if the engine is called in place, on the caller's thread: a plain put then tells whether an object was kept.</summary>
    internal const bool IsInPlace = true;

    /// <summary>Sets how long a read protects an object.</summary>
    internal static void SetLease(MooncakeStoreOptions options, TimeSpan lease) => options.Embedded.LeaseDuration = lease;

    /// <summary>A connection string for a store with a segment of 16 MiB; further keys may follow it.</summary>
    /// <param name="cluster">The cluster, which stores of one name share; null for one that no other store joins.</param>
    internal static string ConnectionString(string? cluster = null) => $"embedded://{cluster}?segment=16MiB";
}
