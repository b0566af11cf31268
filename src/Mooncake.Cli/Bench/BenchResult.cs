namespace Mooncake.Cli.Bench;

/// <summary>The figures of one measurement, as JSON has them. Times are in microseconds for one call.</summary>
/// <param name="Operation">The operation: <c>put</c>, <c>get</c> or <c>lease</c>.</param>
/// <param name="Bytes">Payload of an object in bytes.</param>
/// <param name="Objects">Objects in one call.</param>
/// <param name="Concurrency">Callers at a time.</param>
/// <param name="Calls">Calls that were measured.</param>
/// <param name="ObjectsPerSecond">Objects a second, of all callers.</param>
/// <param name="MiBPerSecond">Payload in MiB a second, of all callers.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">The time that 90 percent of the calls did not exceed.</param>
/// <param name="P99">The same for 99 percent.</param>
/// <param name="P999">The same for 99.9 percent.</param>
/// <param name="Missing">Objects that were not found because the store had evicted them.</param>
/// <param name="Failures">Objects whose operation failed.</param>
/// <param name="Error">The first failure; null if there was none.</param>
internal sealed record BenchResult(
    string Operation,
    int Bytes,
    int Objects,
    int Concurrency,
    long Calls,
    double ObjectsPerSecond,
    double MiBPerSecond,
    double P50,
    double P90,
    double P99,
    double P999,
    long Missing,
    long Failures,
    string? Error);
