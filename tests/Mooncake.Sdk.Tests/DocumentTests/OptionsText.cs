namespace Mooncake.DocumentTests;

/// <summary>Options as text, so that two can be compared.</summary>
internal static class OptionsText
{
    /// <summary>Every option that a key of a connection string sets and that has a default.</summary>
    internal static string Of(MooncakeStoreOptions options) => string.Join(
        ' ',
        options.SegmentBytes, options.LocalBufferBytes, options.LocalHostname, options.OperationTimeout, options.CloseTimeout, options.MaxKeyBytes,
        options.Cluster.MetadataServer, options.Cluster.Protocol, options.Cluster.Preflight, options.Cluster.ConnectTimeout,
        options.Pipeline.LargeObjectLanes, options.Pipeline.LargeObjectBytes, options.Pipeline.MaxBatchCount, options.Pipeline.QueueCapacity, options.Pipeline.RetryWhenFull,
        options.Pool.MaxBytes, options.Pool.SlabBytes, options.Pool.HugePages,
        options.Embedded.LeaseDuration, options.Embedded.SoftPinDuration, options.Embedded.EvictionWatermark, options.Embedded.EvictionRatio);
}
