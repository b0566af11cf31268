using Mooncake.Backends;
using Mooncake.Embedded;
using Mooncake.Testing;

namespace Mooncake.Conformance.Engines;

/// <summary>The in-process engine, on a clock of its own that moves only when the scenario lets time pass.</summary>
public class EmbeddedEngine : ConformanceEngine
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<Type> Capabilities =>
    [
        typeof(IInPlaceReader), typeof(IInPlaceWriter), typeof(IConditionalWriter), typeof(IExpiry), typeof(IKeyScanner), typeof(IStatisticsSource),
        typeof(IBulkRemover), typeof(ISpaceReporter),
    ];

    /// <inheritdoc/>
    public override ConformanceCluster OpenCluster() => new Cluster(Decorate);

    /// <summary>Puts something in front of each client.</summary>
    /// <param name="backend">The client.</param>
    /// <returns>What the scenario calls.</returns>
    protected virtual StoreBackend Decorate(StoreBackend backend) => backend;

    private sealed class Cluster(Func<StoreBackend, StoreBackend> decorate) : ConformanceCluster
    {
        private readonly ManualTimeProvider _clock = new();

        private readonly EmbeddedOptions _options = new()
        {
            ClusterName = $"conformance-{Guid.NewGuid()}",
            LeaseDuration = TimeSpan.FromSeconds(2),
        };

        public override StoreBackend CreateClient() => decorate(new EmbeddedStoreBackend(_options, _clock));

        public override StoreSetup DescribeSetup(ulong segmentBytes, ulong localBufferBytes) =>
            new() { SegmentBytes = segmentBytes, LocalBufferBytes = localBufferBytes };

        public override DateTimeOffset UtcNow => _clock.GetUtcNow();

        public override void Pass(TimeSpan duration) => _clock.Advance(duration);
    }
}
