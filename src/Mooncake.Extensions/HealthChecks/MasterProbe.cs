using System.Globalization;
using System.Text.Json;

namespace Mooncake.HealthChecks;

/// <summary>Asks a master's HTTP port for its state.</summary>
/// <param name="address">The port's address.</param>
internal sealed class MasterProbe(Uri address)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler
    {
        // A master that moved is found again.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    });

    /// <summary>Asks whether the master serves.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Null if it does; otherwise what it answered.</returns>
    /// <exception cref="HttpRequestException">It does not respond, or with an error.</exception>
    internal async Task<string?> ReadObstacleAsync(CancellationToken cancellationToken)
    {
        string text = await Http.GetStringAsync(new Uri(address, "/health"), cancellationToken).ConfigureAwait(false);
        try
        {
            using JsonDocument health = JsonDocument.Parse(text);
            return health.RootElement.ValueKind == JsonValueKind.Object
                && health.RootElement.TryGetProperty("service_ready", out JsonElement ready)
                && ready.ValueKind == JsonValueKind.True
                ? null
                : text;
        }
        catch (JsonException)
        {
            // Older masters answer with plain text, and only while they serve.
            return text.Trim() == "OK" ? null : text;
        }
    }

    /// <summary>Asks how much of the cluster's memory is used.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The bytes used and the capacity in bytes; null if the master does not report them.</returns>
    /// <exception cref="HttpRequestException">It does not respond, or with an error.</exception>
    internal async Task<(double Used, double Capacity)?> ReadUsageAsync(CancellationToken cancellationToken)
    {
        string text = await Http.GetStringAsync(new Uri(address, "/metrics"), cancellationToken).ConfigureAwait(false);
        double? used = null;
        double? capacity = null;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            used ??= NumberOf(line, "master_allocated_bytes ");
            capacity ??= NumberOf(line, "master_total_capacity_bytes ");
        }

        return used is { } bytes && capacity is { } total ? (bytes, total) : null;
    }

    private static double? NumberOf(ReadOnlySpan<char> line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal)
        && double.TryParse(line[name.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
