namespace Mooncake.Options;

/// <summary>Reads Mooncake's environment variables.</summary>
internal static class EnvironmentConfiguration
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["master_server_address"] = "MOONCAKE_MASTER",
        ["metadata_server"] = "MOONCAKE_TE_META_DATA_SERVER",
        ["protocol"] = "MOONCAKE_PROTOCOL",
        ["device_name"] = "MOONCAKE_DEVICE",
        ["local_hostname"] = "MOONCAKE_LOCAL_HOSTNAME",
        ["global_segment_size"] = "MOONCAKE_GLOBAL_SEGMENT_SIZE",
        ["local_buffer_size"] = "MOONCAKE_LOCAL_BUFFER_SIZE",
        ["enable_ssd_offload"] = "MOONCAKE_OFFLOAD_ENABLED",
        ["tenant_id"] = "MOONCAKE_TENANT_ID",
    };

    /// <summary>Reads the variables, or the file that one of them names.</summary>
    /// <param name="read">Reads a variable; returns null if it is not set.</param>
    internal static StoreResult<MooncakeStoreOptions> Read(Func<string, string?> read)
    {
        if (read("MOONCAKE_CONFIG_PATH") is { Length: > 0 } path)
        {
            return FileConfiguration.Read(path);
        }

        return MooncakeFields.ToOptions(
            field => read(Variables[field]) is { Length: > 0 } value ? value : null,
            field => $"The environment variable {Variables[field]}");
    }
}
