using Mooncake.Buffers;
using Mooncake.Engines;

namespace Mooncake.Options;

/// <summary>Checks options against their ranges, before anything is opened.</summary>
internal static class OptionsValidation
{
    private const long SmallestSegment = 16L << 20;

    /// <summary>Two of them together still fit the runtime's timers, which end at 49 days.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(24);

    /// <summary>The first option that is out of its range, as an error; null if there is none.</summary>
    /// <param name="options">The options.</param>
    internal static StoreError? Check(MooncakeStoreOptions options) =>
        CheckCommon(options)
        ?? CheckPool(options.Pool)
        ?? CheckEngine(options)
        ?? (options.Engine != StoreEngine.Embedded || options.DecorateBackend is not null ? CheckPipeline(options.Pipeline) : null);

    private static StoreError? CheckEngine(MooncakeStoreOptions options) =>
        EngineEntry.Of(options, out StoreError? error) is { } engine ? engine.Check(options) : error;

    private static StoreError? CheckCommon(MooncakeStoreOptions options)
    {
        if (options.SegmentBytes is < 0 or (> 0 and < SmallestSegment))
        {
            return ConfigurationError.OutOfRange("segment (SegmentBytes)", options.SegmentBytes, "0 for a pure client, or at least 16 MiB");
        }

        if (options.LocalBufferBytes < 0)
        {
            return ConfigurationError.OutOfRange("local-buffer (LocalBufferBytes)", options.LocalBufferBytes, "0 or more bytes");
        }

        if (!IsWord(options.LocalHostname))
        {
            return ConfigurationError.OutOfRange("hostname (LocalHostname)", options.LocalHostname, "a host name or address");
        }

        if (options.MaxKeyBytes is < 1 or > 1 << 20)
        {
            return ConfigurationError.OutOfRange("max-key (MaxKeyBytes)", options.MaxKeyBytes, "1 to 1,048,576 bytes");
        }

        if (options.TimeProvider is null)
        {
            return ConfigurationError.OutOfRange<TimeProvider?>(nameof(options.TimeProvider), null, "a clock, such as TimeProvider.System");
        }

        return CheckDuration("timeout (OperationTimeout)", options.OperationTimeout, LongestTimeout)
            ?? CheckDuration("close-timeout (CloseTimeout)", options.CloseTimeout, LongestTimeout)
            ?? CheckDuration("connect-timeout (ConnectTimeout)", options.Cluster.ConnectTimeout, LongestTimeout)
            ?? (options.Cluster.WaitForMaster == TimeSpan.Zero
                ? null
                : CheckDuration("wait (WaitForMaster)", options.Cluster.WaitForMaster, LongestTimeout))
            ?? (Enum.IsDefined(options.Cluster.NativeLog)
                ? null
                : ConfigurationError.OutOfRange("native-log (NativeLog)", options.Cluster.NativeLog, "a member of NativeLogLevel"));
    }

    private static StoreError? CheckPool(PoolOptions options) =>
        options.SlabBytes is < BufferPoolOptions.SmallestSlab or > BufferPoolOptions.LargestSlab
            ? ConfigurationError.OutOfRange("pool-slab (Pool.SlabBytes)", options.SlabBytes, "from 64 KiB to 1 GiB")
        : options.MaxBytes < options.SlabBytes
            ? ConfigurationError.OutOfRange(
                "pool (Pool.MaxBytes)", options.MaxBytes, $"at least pool-slab (Pool.SlabBytes), {options.SlabBytes} bytes")
        : null;

    private static StoreError? CheckPipeline(PipelineOptions options) =>
        CheckNumber("lanes (Pipeline.Lanes)", options.Lanes, 1, 256)
        ?? (Enum.IsDefined(options.Dispatch)
            ? null
            : ConfigurationError.OutOfRange("dispatch (Pipeline.Dispatch)", options.Dispatch, "a member of CallDispatch"))
        ?? CheckNumber("large-lanes (Pipeline.LargeObjectLanes)", options.LargeObjectLanes, 1, 256)
        ?? CheckNumber("large-object (Pipeline.LargeObjectBytes)", options.LargeObjectBytes, 1, long.MaxValue)
        ?? CheckNumber("batch (Pipeline.MaxBatchCount)", options.MaxBatchCount, 1, 4096)
        ?? CheckNumber("Pipeline.MaxBatchBytes", options.MaxBatchBytes, 1, long.MaxValue)
        ?? CheckNumber("queue (Pipeline.QueueCapacity)", options.QueueCapacity, 1, int.MaxValue)
        ?? CheckNumber("Pipeline.MaxReplacedLanes", options.MaxReplacedLanes, 0, int.MaxValue)
        ?? CheckNumber("Pipeline.CircuitThreshold", options.CircuitThreshold, 1, int.MaxValue)
        ?? CheckDuration("Pipeline.SlowCall", options.SlowCall, LongestTimeout)
        ?? CheckDuration("Pipeline.SilenceTimeout", options.SilenceTimeout, LongestTimeout)
        ?? CheckDuration("Pipeline.ProbeInterval", options.ProbeInterval, LongestTimeout);

    /// <summary>Whether a text says something and can go through a C string and a log: the native library would read up to a NUL.</summary>
    internal static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    /// <summary>
    /// Whether a text is a single word: addresses and names hold no white space, and the native library would not find what it names.
    /// </summary>
    internal static bool IsWord(string? text) => IsText(text) && !text!.Any(char.IsWhiteSpace);

    private static StoreError? CheckNumber(string name, long value, long least, long most) =>
        value >= least && value <= most ? null
        : ConfigurationError.OutOfRange(name, value, most >= int.MaxValue ? $"at least {least}" : $"from {least} to {most}");

    private static StoreError? CheckDuration(string name, TimeSpan value, TimeSpan longest) =>
        value > TimeSpan.Zero && value <= longest
            ? null
            : ConfigurationError.OutOfRange(name, value, $"a duration above zero and at most {longest.TotalDays:0} days");
}
