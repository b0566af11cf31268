namespace Mooncake.Options;

/// <summary>Converts the fields of Mooncake's own configuration, from any source, to options.</summary>
/// <remarks>Names and defaults are those of Mooncake's Python package (<c>mooncake_config.py</c>).</remarks>
internal static class MooncakeFields
{
    private const long DefaultSegmentBytes = 3_355_443_200;
    private const long DefaultLocalBufferBytes = 1_073_741_824;

    /// <summary>Creates options from fields.</summary>
    /// <param name="read">Returns the text of a field by its name in the file, or null if it is not given.</param>
    /// <param name="nameOf">Returns the field's name in the source that was read, for errors.</param>
    internal static StoreResult<MooncakeStoreOptions> ToOptions(Func<string, string?> read, Func<string, string> nameOf)
    {
        MooncakeStoreOptions options = new() { Engine = StoreEngine.Cluster };
        if (read("master_server_address") is not { Length: > 0 } master)
        {
            return Fail($"{nameOf("master_server_address")} is missing.", "Set it to the master's host:port.");
        }

        options.Cluster.MasterAddress = master;
        options.Cluster.MetadataServer = read("metadata_server") ?? options.Cluster.MetadataServer;
        options.Cluster.Protocol = read("protocol") ?? options.Cluster.Protocol;
        options.Cluster.DeviceName = read("device_name") ?? "";
        options.LocalHostname = read("local_hostname") ?? options.LocalHostname;

        if (!TryReadSize(read("global_segment_size"), DefaultSegmentBytes, out long segment))
        {
            return Fail(
                $"{nameOf("global_segment_size")} is '{read("global_segment_size")}', which is not a size.", $"Use {ByteSize.Expected}.");
        }

        if (!TryReadSize(read("local_buffer_size"), DefaultLocalBufferBytes, out long localBuffer))
        {
            return Fail(
                $"{nameOf("local_buffer_size")} is '{read("local_buffer_size")}', which is not a size.", $"Use {ByteSize.Expected}.");
        }

        options.SegmentBytes = segment;
        options.LocalBufferBytes = localBuffer;

        if (read("enable_ssd_offload") is { } offload && offload.ToLowerInvariant() is "true" or "1" or "yes" or "on")
        {
            return Fail($"{nameOf("enable_ssd_offload")} is on.", "Remove it and configure offloading on the master; the C ABI has no option for it.");
        }

        if (read("tenant_id") is { } tenant && tenant is not ("" or "default"))
        {
            return Fail(
                $"{nameOf("tenant_id")} is '{tenant}'.", "Remove it or use the default tenant; the C ABI has no option for a tenant.");
        }

        return OptionsValidation.Check(options) is { } error
            ? StoreResult<MooncakeStoreOptions>.Failed(error)
            : StoreResult<MooncakeStoreOptions>.Found(options);
    }

    private static bool TryReadSize(string? text, long fallback, out long bytes)
    {
        bytes = fallback;
        return text is null || ByteSize.TryParse(text, out bytes);
    }

    private static StoreResult<MooncakeStoreOptions> Fail(string cause, string remedy) =>
        StoreResult<MooncakeStoreOptions>.Failed(ConfigurationError.Of(cause, remedy));
}
