using Mooncake.Backends;
using Mooncake.Durable;
using Mooncake.Testing;

namespace Mooncake.Conformance.Engines;

/// <summary>The durable engine, in a folder of its own, on a clock that moves only when the scenario lets time pass.</summary>
public class DurableEngine : ConformanceEngine
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<Type> Capabilities =>
    [
        typeof(IInPlaceReader),
        typeof(IConditionalWriter),
        typeof(IExpiry),
        typeof(IKeyScanner),
        typeof(IStatisticsSource),
        typeof(IBulkRemover),
        typeof(ISpaceReporter),
    ];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Exemptions { get; } = new Dictionary<string, string>
    {
        ["two-clients.json"] = "It needs two clients with a segment each; a folder is open in one client at a time.",
    };

    /// <inheritdoc/>
    public override ConformanceCluster OpenCluster() => new Cluster();

    private sealed class Cluster : ConformanceCluster
    {
        private readonly ManualTimeProvider _clock = new();
        private readonly string _folder = Path.Combine(Path.GetTempPath(), $"mooncake-conformance-{Guid.NewGuid():n}");

        public override DateTimeOffset UtcNow => _clock.GetUtcNow();

        // Synced by the tests of durability; here the disk's sync rate would only cost time.
        public override StoreBackend CreateClient() => new DurableStoreBackend(
            new DurableOptions { Folder = _folder, SegmentIsCapacity = true, LeaseDuration = TimeSpan.FromSeconds(2), Sync = DurableSync.Process }, _clock);

        public override StoreSetup DescribeSetup(ulong segmentBytes, ulong localBufferBytes) =>
            new() { SegmentBytes = segmentBytes, LocalBufferBytes = localBufferBytes };

        public override void Pass(TimeSpan duration) => _clock.Advance(duration);

        protected override void Dispose(bool disposing)
        {
            if (disposing && Directory.Exists(_folder))
            {
                Directory.Delete(_folder, recursive: true);
            }

            base.Dispose(disposing);
        }
    }
}
