using System.Text.Json;

namespace Mooncake.Options;

/// <summary>Reads Mooncake's JSON configuration file.</summary>
internal static class FileConfiguration
{
    private static readonly string[] Known =
    [
        "local_hostname", "metadata_server", "global_segment_size", "local_buffer_size", "protocol", "device_name",
        "master_server_address", "enable_ssd_offload", "ssd_offload_path", "tenant_id",
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty, or contains a NUL.</exception>
    internal static StoreResult<MooncakeStoreOptions> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The path contains a NUL character.", nameof(path));
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Fail($"The configuration file '{path}' cannot be read: {exception.Message}", "Check the path and its permissions.");
        }
        catch (JsonException exception)
        {
            return Fail($"The configuration file '{path}' is not JSON: {exception.Message}", "Fix the file; it must contain one object with Mooncake's fields.");
        }
    }

    private static StoreResult<MooncakeStoreOptions> Read(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Fail($"The configuration file '{path}' does not contain a JSON object.", "Fix the file; it must contain one object with Mooncake's fields.");
        }

        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!Known.Contains(property.Name))
            {
                return Fail(
                    $"The configuration file '{path}' has the unknown field '{property.Name}'.",
                    $"{DidYouMean.Text(property.Name, Known)}Known fields: {string.Join(", ", Known)}.");
            }

            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                return Fail($"The field '{property.Name}' of the configuration file '{path}' is an object or an array.", "Use a string, a number or a boolean.");
            }
        }

        return MooncakeFields.ToOptions(
            field => root.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null,
            field => $"The field '{field}' of the configuration file '{path}'");
    }

    private static StoreResult<MooncakeStoreOptions> Fail(string cause, string remedy) =>
        StoreResult<MooncakeStoreOptions>.Failed(ConfigurationError.Of(cause, remedy));
}
