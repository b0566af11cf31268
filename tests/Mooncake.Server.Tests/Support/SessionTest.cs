using Mooncake.Server.Sessions;
using Mooncake.Testing;

namespace Mooncake.Server.Tests.Support;

/// <summary>A test that talks to sessions over a store in memory, with a clock of its own.</summary>
public abstract class SessionTest : IAsyncLifetime
{
    private readonly List<SessionHost> _clients = [];
    private MooncakeStore _store = null!;

    internal ManualTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000));

    internal ServerState Server { get; private set; } = null!;

    internal SessionHost Client { get; private set; } = null!;

    internal MooncakeStore Store => _store;

    /// <summary>Options of the server.</summary>
    protected virtual RespServerOptions Options => new();

    /// <summary>Options of the store.</summary>
    protected virtual MooncakeStoreOptions StoreOptions => new() { SegmentBytes = 64L << 20, TimeProvider = Clock };

    public async ValueTask InitializeAsync()
    {
        _store = await MooncakeStore.OpenAsync(StoreOptions);
        Server = new ServerState(_store, Options);
        Client = Connect();
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(static client => client.Dispose());
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal SessionHost Connect()
    {
        SessionHost client = new(Server);
        _clients.Add(client);
        return client;
    }

    internal string Command(params string[] arguments) => Client.Command(arguments);
}
