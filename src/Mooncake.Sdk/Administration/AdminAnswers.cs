using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mooncake.Administration;

/// <summary>
/// Parses what a master sends at its HTTP port: <c>master_admin_service.cpp</c> in Mooncake's repository writes it. Unknown members are
/// ignored; a member of another type than expected throws.
/// </summary>
internal static class AdminAnswers
{
    /// <summary>Reads <c>/health</c>.</summary>
    internal static ClusterDescription ReadHealth(ReadOnlyMemory<byte> body)
    {
        if (body.Span.Trim("\r\n "u8).SequenceEqual("OK"u8))
        {
            // Older masters answer so, and only while they serve.
            return new ClusterDescription(IsServing: true, "OK", Role: "", State: "", LeaderAddress: null, []);
        }

        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement health = Object(document.RootElement);
        return new ClusterDescription(
            health.TryGetProperty("service_ready", out JsonElement ready) && ready.ValueKind == JsonValueKind.True,
            Text(health, "status") ?? "",
            Text(health, "role") ?? "",
            Text(health, "ha_state") ?? "",
            Text(health, "leader_address"),
            []);
    }

    /// <summary>Reads <c>/get_segments_detail</c>.</summary>
    internal static ClusterSegment[] ReadSegments(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return [.. Array(Object(document.RootElement), "segments").Select(static segment => new ClusterSegment(
            Text(segment, "segment_name") ?? "",
            Text(segment, "te_endpoint") ?? "",
            Text(segment, "protocol") ?? "",
            Text(segment, "status") ?? "",
            Number(segment, "allocator_used_bytes"),
            Number(segment, "size_bytes")))];
    }

    /// <summary>Reads <c>/batch_query_keys</c>: the copies of each key that has some.</summary>
    internal static Dictionary<string, ObjectReplica[]> ReadReplicas(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        if (!Object(document.RootElement).TryGetProperty("data", out JsonElement data))
        {
            throw new FormatException("it has no member 'data'.");
        }

        Dictionary<string, ObjectReplica[]> found = new(StringComparer.Ordinal);
        foreach (JsonProperty key in Object(data).EnumerateObject())
        {
            if (Object(key.Value).TryGetProperty("ok", out JsonElement ok) && ok.ValueKind == JsonValueKind.True)
            {
                found[key.Name] = [.. Array(key.Value, "values").Select(static replica => new ObjectReplica(
                    Text(replica, "transport_endpoint_") ?? "", Text(replica, "protocol_") ?? "", Number(replica, "size_")))];
            }
        }

        return found;
    }

    /// <summary>Reads <c>/metrics</c>, in Prometheus's text format; the buckets of histograms are left out.</summary>
    internal static ClusterMetrics ReadMetrics(ReadOnlyMemory<byte> body)
    {
        Dictionary<string, double> all = new(StringComparer.Ordinal);
        foreach (string line in Encoding.UTF8.GetString(body.Span).Split('\n'))
        {
            // The value follows the last space: labels may contain spaces, values and names do not.
            int end = line.LastIndexOf(' ');
            if (end > 0 && line[0] != '#' && !line.Contains("_bucket{", StringComparison.Ordinal)
                && double.TryParse(line.AsSpan(end + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                all[line[..end]] = value;
            }
        }

        return all.Count > 0 ? new ClusterMetrics(all) : throw new FormatException("it has no metrics.");
    }

    private static JsonElement Object(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element : throw new FormatException($"a {element.ValueKind} is where an object belongs.");

    private static IEnumerable<JsonElement> Array(JsonElement element, string name) =>
        !Object(element).TryGetProperty(name, out JsonElement array) || array.ValueKind == JsonValueKind.Null ? []
        : array.ValueKind == JsonValueKind.Array ? array.EnumerateArray().Select(Object)
        : throw new FormatException($"'{name}' is a {array.ValueKind}.");

    private static string? Text(JsonElement element, string name) =>
        !element.TryGetProperty(name, out JsonElement text) || text.ValueKind == JsonValueKind.Null ? null
        : text.ValueKind == JsonValueKind.String ? text.GetString()
        : throw new FormatException($"'{name}' is a {text.ValueKind}.");

    private static long Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long value)
            ? value
            : throw new FormatException($"'{name}' is not a whole number.");
}
