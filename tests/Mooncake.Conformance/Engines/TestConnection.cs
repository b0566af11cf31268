using Mooncake.Backends;

namespace Mooncake.Conformance.Engines;

/// <summary>Reads <c>mooncake://host:port?metadata=...&amp;protocol=...&amp;device=...&amp;hostname=...</c>: as much of a connection string as a test needs.</summary>
internal static class TestConnection
{
    private const string Scheme = "mooncake://";

    /// <summary>Reads a connection string.</summary>
    /// <param name="text">The connection string.</param>
    /// <returns>The arguments of a client's setup. The sizes are the scenarios' own, so those of the string are passed over.</returns>
    /// <exception cref="FormatException">It is not one, or has a key that is not known.</exception>
    internal static StoreSetup Parse(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"{RealLibraryEngine.ConnectionVariable} must start with {Scheme}, but is '{text}'.");
        }

        string[] addressAndQuery = text[Scheme.Length..].Split('?', 2);
        StoreSetup setup = new() { MasterServerAddress = addressAndQuery[0].TrimEnd('/') };
        foreach (string pair in addressAndQuery.ElementAtOrDefault(1)?.Split('&', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            string[] parts = pair.Split('=', 2);
            string value = Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "");
            setup = parts[0] switch
            {
                "metadata" => setup with { MetadataServer = value },
                "protocol" => setup with { Protocol = value },
                "device" => setup with { DeviceName = value },
                "hostname" => setup with { LocalHostname = value },
                "segment" or "local-buffer" or "preflight" => setup,
                _ => throw new FormatException($"{RealLibraryEngine.ConnectionVariable} has a key '{parts[0]}'; known are metadata, protocol, device, hostname, segment, local-buffer and preflight."),
            };
        }

        return setup;
    }
}
