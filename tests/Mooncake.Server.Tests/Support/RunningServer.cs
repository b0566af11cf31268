namespace Mooncake.Server.Tests.Support;

/// <summary>A server over a store in memory, on a port that the system chose.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private RunningServer(MooncakeStore store, RespServer server)
    {
        Store = store;
        Server = server;
    }

    internal MooncakeStore Store { get; }

    internal RespServer Server { get; }

    internal int Port => Server.EndPoint.Port;

    internal static async Task<RunningServer> StartAsync(RespServerOptions? options = null)
    {
        options ??= new RespServerOptions();
        options.Port = 0;
        MooncakeStore store = await MooncakeStore.OpenAsync(new MooncakeStoreOptions { SegmentBytes = 256L << 20 });
        return new RunningServer(store, RespServer.Start(store, options));
    }

    internal RawClient Connect() => new(Port);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Store.DisposeAsync();
    }
}
