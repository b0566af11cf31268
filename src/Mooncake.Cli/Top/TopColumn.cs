using System.Globalization;
using Mooncake.Cli.Monitoring;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Top;

/// <summary>A figure of <c>top</c>.</summary>
/// <param name="Name">The name in headings.</param>
/// <param name="Value">The number, or null if nothing counts it.</param>
/// <param name="Text">The number as text.</param>
internal sealed record TopColumn(string Name, Func<LiveFigures, double?> Value, Func<double, string> Text)
{
    /// <summary>All figures, in their order.</summary>
    internal static IReadOnlyList<TopColumn> All { get; } =
    [
        new("operations/s", static figures => figures.OperationsPerSecond, Count),
        new("reads/s", static figures => figures.ReadsPerSecond, Count),
        new("hit ratio", static figures => figures.HitRatio, static value => value.ToString("0.0000", CultureInfo.InvariantCulture)),
        new("objects", static figures => figures.Objects, Count),
        new("used", static figures => figures.UsedBytes, Bytes),
        new("capacity", static figures => figures.CapacityBytes is 0 ? null : figures.CapacityBytes, Bytes),
        new("evictions/s", static figures => figures.EvictionsPerSecond, Count),
        new("expirations/s", static figures => figures.ExpirationsPerSecond, Count),
        new("received/s", static figures => figures.ReceivedPerSecond, Bytes),
        new("sent/s", static figures => figures.SentPerSecond, Bytes),
        new("p50 us", static figures => figures.P50, Microseconds),
        new("p95 us", static figures => figures.P95, Microseconds),
        new("p99 us", static figures => figures.P99, Microseconds),
        new("connections", static figures => figures.Connections, Count),
    ];

    /// <summary>The figure as text; <c>-</c> if nothing counts it.</summary>
    internal string TextOf(LiveFigures figures) => Value(figures) is { } value ? Text(value) : "-";

    private static string Count(double value) => Units.Count((long)Math.Round(value));

    private static string Bytes(double value) => Units.Bytes((long)value);

    private static string Microseconds(double value) => value.ToString(value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
