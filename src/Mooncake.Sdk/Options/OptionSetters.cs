namespace Mooncake.Options;

/// <summary>
/// The keys of connection strings, in the order in which errors list them. <c>docs/connection-strings.md</c> explains them.
/// </summary>
internal static class OptionSetters
{
    private const string UpToAYear = $"a duration of 0 to 365 days: {DurationText.Expected}";

    private static readonly OptionSetter[] All =
    [
        OptionSetter.Text("metadata", StoreEngine.Cluster, static (o, v) => o.Cluster.MetadataServer = v),
        OptionSetter.Text("protocol", StoreEngine.Cluster, static (o, v) => o.Cluster.Protocol = v),
        OptionSetter.Text("device", StoreEngine.Cluster, static (o, v) => o.Cluster.DeviceName = v),
        OptionSetter.Text("library", StoreEngine.Cluster, static (o, v) => o.Cluster.LibraryPath = v),
        OptionSetter.Text("admin", StoreEngine.Cluster, static (o, v) => o.Cluster.AdminAddress = v),
        OptionSetter.Switch("preflight", StoreEngine.Cluster, static (o, v) => o.Cluster.Preflight = v),
        OptionSetter.Duration("wait", StoreEngine.Cluster, static (o, v) => o.Cluster.WaitForMaster = v),
        OptionSetter.Choice<NativeLogLevel>("native-log", StoreEngine.Cluster, static (o, v) => o.Cluster.NativeLog = v),
        OptionSetter.Duration("connect-timeout", StoreEngine.Cluster, static (o, v) => o.Cluster.ConnectTimeout = v),
        OptionSetter.Duration("lease", StoreEngine.Embedded, static (o, v) => o.Embedded.LeaseDuration = v, UpToAYear),
        OptionSetter.Duration("soft-pin", StoreEngine.Embedded, static (o, v) => o.Embedded.SoftPinDuration = v, UpToAYear),
        OptionSetter.Share(
            "watermark", StoreEngine.Embedded, "a number above 0 and at most 1", static (o, v) => o.Embedded.EvictionWatermark = v),
        OptionSetter.Share("eviction-ratio", StoreEngine.Embedded, "a number from 0 to 1", static (o, v) => o.Embedded.EvictionRatio = v),
        OptionSetter.Size("segment", null, static (o, v) => o.SegmentBytes = v),
        OptionSetter.Size("local-buffer", null, static (o, v) => o.LocalBufferBytes = v),
        OptionSetter.Text("hostname", null, static (o, v) => o.LocalHostname = v),
        OptionSetter.Duration("timeout", null, static (o, v) => o.OperationTimeout = v),
        OptionSetter.Duration("close-timeout", null, static (o, v) => o.CloseTimeout = v),
        OptionSetter.Number("max-key", null, "from 1 to 1048576", static (o, v) => o.MaxKeyBytes = v),
        OptionSetter.Size("pool", null, static (o, v) => o.Pool.MaxBytes = v),
        OptionSetter.Size("pool-slab", null, static (o, v) => o.Pool.SlabBytes = v),
        OptionSetter.Switch("huge-pages", null, static (o, v) => o.Pool.HugePages = v),
        OptionSetter.Choice<CallDispatch>("dispatch", null, static (o, v) => o.Pipeline.Dispatch = v),
        OfPipeline(OptionSetter.Number("lanes", StoreEngine.Cluster, "from 1 to 256", static (o, v) => o.Pipeline.Lanes = v)),
        OfPipeline(OptionSetter.Number(
            "large-lanes", StoreEngine.Cluster, "from 1 to 256", static (o, v) => o.Pipeline.LargeObjectLanes = v)),
        OfPipeline(OptionSetter.Size("large-object", StoreEngine.Cluster, static (o, v) => o.Pipeline.LargeObjectBytes = v)),
        OfPipeline(OptionSetter.Number("batch", StoreEngine.Cluster, "from 1 to 4096", static (o, v) => o.Pipeline.MaxBatchCount = v)),
        OfPipeline(OptionSetter.Number("queue", StoreEngine.Cluster, "of at least 1", static (o, v) => o.Pipeline.QueueCapacity = v)),
        OfPipeline(OptionSetter.Switch("retry-when-full", StoreEngine.Cluster, static (o, v) => o.Pipeline.RetryWhenFull = v)),
    ];

    /// <summary>The key of this name if the engine supports it, or null.</summary>
    internal static OptionSetter? Find(StoreEngine engine, string name) =>
        Array.Find(All, setter => setter.Name == name && setter.IsFor(engine));

    /// <summary>The names of all keys that the engine supports.</summary>
    internal static string[] NamesFor(StoreEngine engine) =>
        [.. All.Where(setter => setter.IsFor(engine)).Select(setter => setter.Name)];

    // Engines of other packages may have round trips too, such as those to a disk.
    private static OptionSetter OfPipeline(OptionSetter setter) => setter with { IsForRegistered = true };
}
