namespace Mooncake.Options;

/// <summary>Checks options against their ranges, before anything is opened.</summary>
internal static class OptionsValidation
{
    private const long SmallestSegment = 16L << 20;
    private const int MostLanes = 256;
    private const int MostBatchCount = 4096;

    // What timers take, with room for the sum of two.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(20);

    /// <summary>The first option that is out of its range, as an error; null if there is none.</summary>
    /// <param name="options">The options.</param>
    internal static StoreError? Check(MooncakeStoreOptions options) =>
        CheckCommon(options) ?? CheckPipeline(options.Pipeline) ?? (options.Engine == StoreEngine.Cluster ? CheckCluster(options.Cluster) : CheckEmbedded(options.Embedded));

    private static StoreError? CheckCommon(MooncakeStoreOptions options)
    {
        if (!Enum.IsDefined(options.Engine))
        {
            return Refuse(nameof(options.Engine), options.Engine, "one of the enum's values");
        }

        if (options.SegmentBytes is < 0 or (> 0 and < SmallestSegment))
        {
            return Refuse("segment (SegmentBytes)", options.SegmentBytes, "0 for a pure client, or at least 16 MiB: the store refuses smaller segments");
        }

        if (options.LocalBufferBytes < 0)
        {
            return Refuse("local-buffer (LocalBufferBytes)", options.LocalBufferBytes, "0 or more bytes");
        }

        if (string.IsNullOrWhiteSpace(options.LocalHostname))
        {
            return Refuse("hostname (LocalHostname)", options.LocalHostname, "a host name or address");
        }

        if (options.MaxKeyBytes is < 1 or > 1 << 20)
        {
            return Refuse("max-key (MaxKeyBytes)", options.MaxKeyBytes, "1 to 1,048,576 bytes");
        }

        // The limit of opening counts on both engines, since a decorated one may be slow as well.
        return CheckTimeout("timeout (OperationTimeout)", options.OperationTimeout)
            ?? CheckTimeout("close-timeout (CloseTimeout)", options.CloseTimeout)
            ?? CheckTimeout("connect-timeout (ConnectTimeout)", options.Cluster.ConnectTimeout);
    }

    private static StoreError? CheckPipeline(PipelineOptions options) =>
        CheckRange("lanes (Pipeline.Lanes)", options.Lanes, 1, MostLanes)
        ?? CheckRange("large-lanes (Pipeline.LargeObjectLanes)", options.LargeObjectLanes, 1, MostLanes)
        ?? CheckRange("large-object (Pipeline.LargeObjectBytes)", options.LargeObjectBytes, 1, int.MaxValue)
        ?? CheckRange("batch (Pipeline.MaxBatchCount)", options.MaxBatchCount, 1, MostBatchCount)
        ?? CheckRange("Pipeline.MaxBatchBytes", options.MaxBatchBytes, 1, int.MaxValue)
        ?? CheckRange("queue (Pipeline.QueueCapacity)", options.QueueCapacity, 1, int.MaxValue)
        ?? CheckRange("Pipeline.MaxReplacedLanes", options.MaxReplacedLanes, 0, MostLanes)
        ?? CheckRange("Pipeline.CircuitThreshold", options.CircuitThreshold, 1, int.MaxValue)
        ?? CheckTimeout("Pipeline.ProbeInterval", options.ProbeInterval);

    private static StoreError? CheckCluster(ClusterOptions options)
    {
        int colon = options.MasterAddress.LastIndexOf(':');
        bool hasPort = colon > 0 && ushort.TryParse(options.MasterAddress.AsSpan(colon + 1), out ushort port) && port != 0;
        if (!hasPort)
        {
            return Refuse("master address", options.MasterAddress, "host:port, such as mooncake://master:50051");
        }

        if (!IsMetadataServer(options.MetadataServer))
        {
            return Refuse("metadata (MetadataServer)", options.MetadataServer, "P2PHANDSHAKE, or the address of a metadata server such as http://host:8080/metadata or etcd://host:2379");
        }

        if (string.IsNullOrWhiteSpace(options.Protocol))
        {
            return Refuse("protocol (Protocol)", options.Protocol, "a transport such as tcp or rdma");
        }

        return null;
    }

    private static StoreError? CheckEmbedded(EmbeddedEngineOptions options)
    {
        if (options.EvictionWatermark is not (> 0 and <= 1))
        {
            return Refuse("watermark (EvictionWatermark)", options.EvictionWatermark, "a number above 0 and at most 1");
        }

        if (options.EvictionRatio is not (> 0 and <= 1))
        {
            return Refuse("eviction-ratio (EvictionRatio)", options.EvictionRatio, "a number above 0 and at most 1");
        }

        return CheckDuration("lease (LeaseDuration)", options.LeaseDuration)
            ?? CheckDuration("soft-pin (SoftPinDuration)", options.SoftPinDuration);
    }

    private static bool IsMetadataServer(string text) =>
        text == "P2PHANDSHAKE" || (!string.IsNullOrWhiteSpace(text) && text.Contains(':', StringComparison.Ordinal));

    private static StoreError? CheckRange(string name, int value, int least, int most) =>
        value >= least && value <= most ? null : Refuse(name, value, most == int.MaxValue ? $"{least} or more" : $"from {least} to {most}");

    private static StoreError? CheckTimeout(string name, TimeSpan value) =>
        value > TimeSpan.Zero && value <= LongestTimeout ? null : Refuse(name, value, "a duration of more than zero and at most 20 days");

    private static StoreError? CheckDuration(string name, TimeSpan value) =>
        value > TimeSpan.Zero ? null : Refuse(name, value, "a duration of more than zero");

    private static StoreError Refuse<T>(string name, T value, string expected) =>
        ConfigurationError.Of($"The option {name} is '{value}'.", $"It has to be {expected}.");
}
