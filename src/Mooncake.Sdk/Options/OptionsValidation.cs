using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Native;

namespace Mooncake.Options;

/// <summary>Checks options against their ranges, before anything is opened.</summary>
internal static class OptionsValidation
{
    private const long SmallestSegment = 16L << 20;

    /// <summary>Two of them together still fit the runtime's timers, which end at 49 days.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(24);

    /// <summary>The limits of the embedded engine.</summary>
    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(365);

    /// <summary>The first option that is out of range, as an error; null if there is none.</summary>
    /// <param name="options">The options.</param>
    internal static StoreError? Check(MooncakeStoreOptions options) =>
        CheckCommon(options)
        ?? CheckPool(options.Pool)
        ?? options.Engine switch
        {
            StoreEngine.Cluster => CheckCluster(options.Cluster),
            StoreEngine.Registered => CheckRegistered(options.Registered),
            _ => CheckEmbedded(options.Embedded),
        }
        ?? (options.Engine != StoreEngine.Embedded || options.DecorateBackend is not null ? CheckPipeline(options.Pipeline) : null);

    private static StoreError? CheckCommon(MooncakeStoreOptions options)
    {
        if (!Enum.IsDefined(options.Engine))
        {
            return Refuse(nameof(options.Engine), options.Engine, "a defined value of the enum");
        }

        if (options.SegmentBytes is < 0 or (> 0 and < SmallestSegment))
        {
            return Refuse("segment (SegmentBytes)", options.SegmentBytes, "0 for a pure client, or at least 16 MiB");
        }

        if (options.LocalBufferBytes < 0)
        {
            return Refuse("local-buffer (LocalBufferBytes)", options.LocalBufferBytes, "0 or more bytes");
        }

        if (!IsWord(options.LocalHostname))
        {
            return Refuse("hostname (LocalHostname)", options.LocalHostname, "a host name or address");
        }

        if (options.MaxKeyBytes is < 1 or > 1 << 20)
        {
            return Refuse("max-key (MaxKeyBytes)", options.MaxKeyBytes, "1 to 1,048,576 bytes");
        }

        if (options.TimeProvider is null)
        {
            return Refuse<TimeProvider?>(nameof(options.TimeProvider), null, "a clock, such as TimeProvider.System");
        }

        return CheckDuration("timeout (OperationTimeout)", options.OperationTimeout, LongestTimeout)
            ?? CheckDuration("close-timeout (CloseTimeout)", options.CloseTimeout, LongestTimeout)
            ?? CheckDuration("connect-timeout (ConnectTimeout)", options.Cluster.ConnectTimeout, LongestTimeout);
    }

    private static StoreError? CheckPool(PoolOptions options) =>
        options.SlabBytes is < BufferPoolOptions.SmallestSlab or > BufferPoolOptions.LargestSlab
            ? Refuse("pool-slab (Pool.SlabBytes)", options.SlabBytes, "from 64 KiB to 1 GiB")
        : options.MaxBytes < options.SlabBytes
            ? Refuse("pool (Pool.MaxBytes)", options.MaxBytes, $"at least pool-slab (Pool.SlabBytes), {options.SlabBytes} bytes")
        : null;

    private static StoreError? CheckCluster(ClusterOptions options)
    {
        if (!IsMasterAddress(options.MasterAddress))
        {
            return Refuse("master address", options.MasterAddress, "host:port, such as mooncake://master:50051");
        }

        if (!IsMetadataServer(options.MetadataServer))
        {
            return Refuse("metadata (MetadataServer)", options.MetadataServer, "P2PHANDSHAKE, or the address of a metadata server such as http://host:8080/metadata or etcd://host:2379");
        }

        if (!IsWord(options.Protocol))
        {
            return Refuse("protocol (Protocol)", options.Protocol, "a transport such as tcp or rdma");
        }

        if (options.DeviceName is null || options.DeviceName.Any(char.IsControl))
        {
            return Refuse("device (DeviceName)", options.DeviceName, "empty, or device names separated by commas");
        }

        if (options.LibraryPath is { } library && !IsText(library))
        {
            return Refuse("library (LibraryPath)", library, "null or the path of a file");
        }

        return null;
    }

    private static StoreError? CheckRegistered(RegisteredEngineOptions options) =>
        StoreEngines.Find(options.Scheme ?? "") is { } engine
            ? options.Settings.Keys.FirstOrDefault(key => !engine.Keys.Contains(key)) is { } unknown
                ? Refuse("Registered.Settings", unknown, $"one of the engine's keys: {string.Join(", ", engine.Keys)}")
                : null
            : StoreEngines.PackageMissing(options.Scheme ?? "")
                ?? Refuse("Registered.Scheme", options.Scheme, "the scheme of an engine that StoreEngines.Register was called with");

    private static StoreError? CheckPipeline(PipelineOptions options) =>
        CheckNumber(nameof(options.Lanes), options.Lanes, 1, 256)
        ?? CheckNumber(nameof(options.LargeObjectLanes), options.LargeObjectLanes, 1, 256)
        ?? CheckNumber(nameof(options.LargeObjectBytes), options.LargeObjectBytes, 1, int.MaxValue)
        ?? CheckNumber(nameof(options.MaxBatchCount), options.MaxBatchCount, 1, 4096)
        ?? CheckNumber(nameof(options.MaxBatchBytes), options.MaxBatchBytes, 1, int.MaxValue)
        ?? CheckNumber(nameof(options.QueueCapacity), options.QueueCapacity, 1, int.MaxValue)
        ?? CheckNumber(nameof(options.MaxReplacedLanes), options.MaxReplacedLanes, 0, int.MaxValue)
        ?? CheckNumber(nameof(options.CircuitThreshold), options.CircuitThreshold, 1, int.MaxValue)
        ?? CheckDuration(nameof(options.SlowCall), options.SlowCall, LongestTimeout)
        ?? CheckDuration(nameof(options.SilenceTimeout), options.SilenceTimeout, LongestTimeout)
        ?? CheckDuration(nameof(options.ProbeInterval), options.ProbeInterval, LongestTimeout);

    private static StoreError? CheckEmbedded(EmbeddedEngineOptions options)
    {
        if (options.ClusterName is { } name && !IsText(name))
        {
            return Refuse("cluster name (ClusterName)", name, "a name, or null for a private cluster");
        }

        if (options.EvictionWatermark is not (> 0 and <= 1))
        {
            return Refuse("watermark (EvictionWatermark)", options.EvictionWatermark, "a number above 0 and at most 1");
        }

        if (options.EvictionRatio is not (> 0 and <= 1))
        {
            return Refuse("eviction-ratio (EvictionRatio)", options.EvictionRatio, "a number above 0 and at most 1");
        }

        return CheckDuration("lease (LeaseDuration)", options.LeaseDuration, LongestLease)
            ?? CheckDuration("soft-pin (SoftPinDuration)", options.SoftPinDuration, LongestLease);
    }

    /// <summary>True if a text is not empty and is safe in a C string and a log: the native library would read up to a NUL.</summary>
    private static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    /// <summary>
    /// True if a text is a single word: addresses and names contain no white space, and the native library would not find what it names.
    /// </summary>
    private static bool IsWord(string? text) => IsText(text) && !text!.Any(char.IsWhiteSpace);

    /// <summary>The host and port of one master; or an address such as <c>etcd://...</c>, which only the library can resolve.</summary>
    private static bool IsMasterAddress(string? text) =>
        IsWord(text) && (text!.Contains("://", StringComparison.Ordinal) || HostAddress.TryParse(text, out _, out _));

    private static bool IsMetadataServer(string? text) => text == "P2PHANDSHAKE" || (IsWord(text) && text!.Contains(':', StringComparison.Ordinal));

    private static StoreError? CheckNumber(string name, int value, int least, int most) =>
        value >= least && value <= most ? null
        : Refuse($"Pipeline.{name}", value, most == int.MaxValue ? $"at least {least}" : $"from {least} to {most}");

    private static StoreError? CheckDuration(string name, TimeSpan value, TimeSpan longest) =>
        value > TimeSpan.Zero && value <= longest ? null : Refuse(name, value, $"a duration above zero and at most {longest.TotalDays:0} days");

    private static StoreError Refuse<T>(string name, T value, string expected) =>
        ConfigurationError.Of($"The option {name} is {(value is null ? "null" : $"'{ErrorText.Cut(value.ToString() ?? "")}'")}.", $"It must be {expected}.");
}
