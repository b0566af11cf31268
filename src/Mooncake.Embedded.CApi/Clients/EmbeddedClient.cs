using Mooncake.Backends;

namespace Mooncake.Embedded.CApi.Clients;

/// <summary>What a handle stands for: a client that joins an embedded cluster at its setup and leaves it at its end.</summary>
internal sealed class EmbeddedClient
{
    private readonly Lock _lifecycle = new();
    private volatile EmbeddedStoreBackend? _backend;
    private bool _closed;

    /// <summary>The client's number outside; 0 until <see cref="ClientTable.Add"/> has given it one.</summary>
    internal nint Handle { get; set; }

    /// <summary>The engine, or null before a successful setup and after <see cref="Close"/>.</summary>
    internal EmbeddedStoreBackend? Backend => _backend;

    /// <summary>Joins the cluster that the master's address names, as the environment describes it. Once joined, changes nothing.</summary>
    /// <param name="setup">The arguments of the ABI's setup.</param>
    /// <returns>0, or a <see cref="StoreErrorCode"/>; -600 once closed.</returns>
    internal int Setup(StoreSetup setup)
    {
        lock (_lifecycle)
        {
            if (_closed)
            {
                return (int)StoreErrorCode.InvalidParams;
            }

            if (_backend is not null)
            {
                return 0;
            }

            if (setup.MasterServerAddress.Length == 0)
            {
                StandardError.Write(
                    "master_server_addr is empty. It names the embedded cluster: give any text, the same wherever objects are shared.");
                return (int)StoreErrorCode.InvalidParams;
            }

            if (!EmbeddedEnvironment.TryRead(Environment.GetEnvironmentVariable, out EmbeddedOptions options, out string problem))
            {
                StandardError.Write(problem);
                return (int)StoreErrorCode.InvalidParams;
            }

            EmbeddedStoreBackend backend = new(options with { ClusterName = setup.MasterServerAddress });
            int answer = backend.Setup(setup);
            if (answer == 0)
            {
                _backend = backend;
                return 0;
            }

            backend.Dispose();
            if (answer == (int)StoreErrorCode.ClusterOptionsDiffer)
            {
                StandardError.Write(
                    $"The embedded cluster '{setup.MasterServerAddress}' is open already with other options: the {EmbeddedEnvironment.Prefix}* variables have changed since.");
            }

            return answer;
        }
    }

    /// <summary>Leaves the cluster. Calls in progress end as if they had come before or after; idempotent.</summary>
    internal void Close()
    {
        lock (_lifecycle)
        {
            _closed = true;
            _backend?.Dispose();
            _backend = null;
        }
    }
}
