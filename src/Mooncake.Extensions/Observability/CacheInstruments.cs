using System.Diagnostics.Metrics;

namespace Mooncake.Observability;

/// <summary>The instruments of the meter <c>Mooncake.Extensions</c>.</summary>
internal static class CacheInstruments
{
    /// <summary>The name of the meter.</summary>
    internal const string Name = "Mooncake.Extensions";

    /// <summary>The attribute of the cache's operation.</summary>
    internal const string Operation = "mooncake.cache.operation";

    private static readonly Meter Meter = new(Name, typeof(CacheInstruments).Assembly.GetName().Version?.ToString(3));

    /// <summary>Calls that the store did not carry out.</summary>
    internal static Counter<long> Failures { get; } = Meter.CreateCounter<long>(
        "mooncake.cache.failures",
        "{call}",
        "Calls to the distributed cache that failed: reads that became misses, writes that were dropped, and exceptions.");
}
