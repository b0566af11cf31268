using Mooncake.Durable;
using Mooncake.Durable.CApi.Clients;
using Mooncake.Durable.Rocks;
using Mooncake.Server.CApi.Tables;

namespace Mooncake.Server.CApi.Servers;

/// <summary>What a handle stands for: a server with a store of its own.</summary>
internal sealed class ServedStore
{
    private readonly MooncakeStore _store;
    private readonly RespServer _server;

    // Here, not in the module: a program that serves callbacks needs no RocksDB.
    static ServedStore()
    {
        RocksFiles.LibraryFolder = LibraryFolder.Find();
        StoreEngines.Register(new DurableStoreEngine());
    }

    private ServedStore(MooncakeStore store, RespServer server)
    {
        _store = store;
        _server = server;
    }

    /// <summary>The server's number outside; 0 until the table of handles has given it one.</summary>
    internal nint Handle { get; set; }

    /// <summary>The port that the server listens on.</summary>
    internal int Port => _server.EndPoint.Port;

    /// <summary>True on a thread of this server, such as in a callback.</summary>
    internal bool RunsCurrentThread => _server.RunsCurrentThread;

    /// <summary>Opens a store and serves it. Waits for both.</summary>
    /// <param name="connection">The connection string.</param>
    /// <param name="options">The server's options.</param>
    internal static StoreResult<ServedStore> Open(string connection, RespServerOptions options) =>
        Serve(MooncakeStore.TryOpenAsync(connection), options);

    /// <summary>Serves a table of callbacks.</summary>
    /// <param name="table">The callbacks.</param>
    /// <param name="options">The server's options.</param>
    internal static StoreResult<ServedStore> Open(HostTable table, RespServerOptions options)
    {
        if (!OperatingSystem.IsLinux())
        {
            return StoreResult<ServedStore>.Failed(new StoreError(
                StoreErrorCode.EngineLacksCapability,
                StoreOperation.Open,
                "Callbacks are served on Linux only, where a server has threads of its own.",
                "Serve a store of a connection string."));
        }

        options.ThreadStarted = table.StartThread;
        MooncakeStoreOptions store = new()
        {
            DecorateBackend = unused =>
            {
                unused.Dispose();
                return new TableBackend(table);
            },
        };
        return Serve(MooncakeStore.TryOpenAsync(store), options);
    }

    /// <summary>Stops the server and closes the store. Waits for both.</summary>
    internal void Close() => CloseAsync().GetAwaiter().GetResult();

    private static StoreResult<ServedStore> Serve(Task<StoreResult<MooncakeStore>> opening, RespServerOptions options)
    {
        if (!opening.GetAwaiter().GetResult().TryGetValue(out MooncakeStore? store, out StoreError? error))
        {
            return StoreResult<ServedStore>.Failed(error!);
        }

        if (RespServer.TryStart(store, options).TryGetValue(out RespServer? server, out error))
        {
            return StoreResult<ServedStore>.Found(new ServedStore(store, server));
        }

        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return StoreResult<ServedStore>.Failed(error!);
    }

    private async Task CloseAsync()
    {
        await using (_store.ConfigureAwait(false))
        {
            await _server.StopAsync().ConfigureAwait(false);
        }
    }
}
