using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Conformance.Engines;

/// <summary>The in-process engine behind all of Mooncake.Testing's backends, none of which has anything to do: they must change nothing.</summary>
public sealed class DecoratedEngine : EmbeddedEngine
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<Type> Capabilities =>
        [typeof(IConditionalWriter), typeof(IExpiry), typeof(IKeyScanner), typeof(IStatisticsSource), typeof(IBulkRemover), typeof(ISpaceReporter)];

    /// <inheritdoc/>
    protected override StoreBackend Decorate(StoreBackend backend) =>
        new CountingBackend(new LatencyBackend(new FaultBackend(backend, new FaultPlan(seed: 1)), TimeSpan.Zero));
}
