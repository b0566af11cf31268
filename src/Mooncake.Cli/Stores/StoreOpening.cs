using Mooncake.Cli.Frame;

namespace Mooncake.Cli.Stores;

/// <summary>Opens the store of a connection string with the settings that suit a command.</summary>
internal static class StoreOpening
{
    /// <summary>The variable that holds the connection string where <c>--connect</c> is not given.</summary>
    internal const string Variable = "MOONCAKE_CONNECTION";

    /// <summary>The native library's own buffer, which no operation of the SDK uses: as small as a segment may be.</summary>
    private const long LocalBufferBytes = 16 << 20;

    /// <summary>Opens a store.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="access">What the command does with the store.</param>
    /// <param name="run">The command's run.</param>
    /// <exception cref="ToolException">The connection string is wrong, or the store cannot be opened.</exception>
    internal static async Task<MooncakeStore> OpenAsync(string connectionString, StoreAccess access, ToolRun run)
    {
        MooncakeStoreOptions options = Options(connectionString, access);
        RefuseMissingFolder(options, access);
        if (options.Engine == StoreEngine.Cluster && !Has(connectionString, "native-log"))
        {
            // Errors come back as results; with native-log=, the user asks for the library's own words.
            run.Host.SilenceNativeLog();
        }

        StoreResult<MooncakeStore> opened = await run.Host.OpenStore(options, run.Cancellation);
        return opened.TryGetValue(out MooncakeStore? store, out StoreError? error)
            ? store
            : throw new ToolException(
                error!.Code == StoreErrorCode.InvalidConfiguration ? ExitCode.Usage : ExitCode.CannotConnect, error.Message);
    }

    /// <summary>
    /// The options of a connection string. Where it does not say otherwise, a command lends no memory to a cluster, because objects that
    /// others put there would be lost when the command ends; it asks the master's HTTP port; and it opens a durable folder read-only if it
    /// only reads.
    /// </summary>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="access">What the command does with the store.</param>
    /// <exception cref="ToolException">The connection string is wrong.</exception>
    internal static MooncakeStoreOptions Options(string connectionString, StoreAccess access)
    {
        if (!MooncakeStoreOptions.Parse(connectionString).TryGetValue(out MooncakeStoreOptions? options, out StoreError? error))
        {
            throw new ToolException(ExitCode.Usage, error!.Message);
        }

        if (options.Engine == StoreEngine.Cluster)
        {
            options.SegmentBytes = Has(connectionString, "segment") ? options.SegmentBytes : 0;
            options.LocalBufferBytes = Has(connectionString, "local-buffer") ? options.LocalBufferBytes : LocalBufferBytes;
            options.Cluster.AdminAddress ??= "auto";
        }
        else if (IsDurable(options) && access == StoreAccess.Read)
        {
            options.Registered.Settings.TryAdd("read-only", "on");
        }

        return options;
    }

    private static bool IsDurable(MooncakeStoreOptions options) =>
        options.Engine == StoreEngine.Registered && options.Registered.Scheme == "durable";

    /// <summary>The engine would create an empty store in the folder, or speak of a setting that the user did not give.</summary>
    private static void RefuseMissingFolder(MooncakeStoreOptions options, StoreAccess access)
    {
        string folder = options.Registered.Address;
        bool isPath = folder.Length > 0 && !folder.Contains('\0', StringComparison.Ordinal);
        if (IsDurable(options) && access != StoreAccess.Write && isPath && !HoldsStore(folder))
        {
            throw new ToolException(
                ExitCode.CannotConnect,
                $"The folder '{Path.GetFullPath(folder)}' contains no durable store. Check the path; 'mooncake put' creates a store.");
        }
    }

    private static bool HoldsStore(string folder)
    {
        try
        {
            return Directory.Exists(folder) && Directory.EnumerateFiles(folder, "CURRENT").Any();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The engine says what is wrong with it.
            return true;
        }
    }

    private static bool Has(string connectionString, string key) =>
        connectionString.Split('?', '&').Skip(1).Any(pair => pair.Split('=')[0].Trim().Equals(key, StringComparison.OrdinalIgnoreCase));
}
