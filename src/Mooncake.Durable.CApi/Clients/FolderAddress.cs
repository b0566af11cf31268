using System.Diagnostics.CodeAnalysis;
using Mooncake.Backends;

namespace Mooncake.Durable.CApi.Clients;

/// <summary>Reads what a setup says about the folder.</summary>
internal static class FolderAddress
{
    private const string Scheme = "durable://";

    static FolderAddress() => StoreEngines.Register(new DurableStoreEngine());

    /// <summary>Reads the options of a store.</summary>
    /// <param name="setup">
    /// The master's address is the path of a folder, or a <c>durable://</c> connection string with settings; the segment's size is the
    /// capacity, unless the settings have one.
    /// </param>
    /// <param name="options">The options, or null.</param>
    /// <param name="problem">What is wrong and what to do; empty if nothing is.</param>
    internal static bool TryRead(StoreSetup setup, [NotNullWhen(true)] out DurableOptions? options, out string problem)
    {
        options = null;
        string address = setup.MasterServerAddress;
        if (setup.SegmentBytes > long.MaxValue)
        {
            problem = $"global_segment_size is {setup.SegmentBytes} bytes. It is the store's capacity: "
                + "give at most 2^63 - 1, or 0 for no limit.";
            return false;
        }

        StoreResult<DurableOptions> read = address.StartsWith(Scheme, StringComparison.Ordinal) ? ReadConnection(address)
            : string.IsNullOrWhiteSpace(address) ? StoreResult<DurableOptions>.Failed(NoFolder())
            : StoreResult<DurableOptions>.Found(new DurableOptions { Folder = address });
        if (!read.TryGetValue(out DurableOptions? found, out StoreError? error))
        {
            problem = error!.Message;
            return false;
        }

        problem = "";
        options = found with
        {
            CapacityBytes = found.CapacityBytes != 0 ? found.CapacityBytes : (long)setup.SegmentBytes,
            SharesFolder = true,
        };
        return true;
    }

    private static StoreResult<DurableOptions> ReadConnection(string text)
    {
        StoreResult<MooncakeStoreOptions> parsed = MooncakeStoreOptions.Parse(text);
        return parsed.TryGetValue(out MooncakeStoreOptions? options, out StoreError? error)
            ? DurableSettings.Read(options.Registered)
            : StoreResult<DurableOptions>.Failed(error!);
    }

    private static StoreError NoFolder() => new(
        StoreErrorCode.InvalidConfiguration,
        StoreOperation.Open,
        "master_server_addr is empty.",
        "Give the path of a folder, or a connection string such as durable://./data?sync=process.");
}
