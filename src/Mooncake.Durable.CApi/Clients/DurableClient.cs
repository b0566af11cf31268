using Mooncake.Backends;
using Mooncake.Embedded.CApi;

namespace Mooncake.Durable.CApi.Clients;

/// <summary>What a handle stands for: a client of a folder, which the handles of a process share.</summary>
internal sealed class DurableClient
{
    private readonly Lock _lifecycle = new();
    private volatile DurableStoreBackend? _backend;
    private bool _closed;

    /// <summary>The client's number outside; 0 until the table of clients has given it one.</summary>
    internal nint Handle { get; set; }

    /// <summary>The engine, or null before a successful setup and after <see cref="Close"/>.</summary>
    internal DurableStoreBackend? Backend => _backend;

    /// <summary>Opens the folder that the master's address names, or joins those who have it open. Once joined, changes nothing.</summary>
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

            if (!FolderAddress.TryRead(setup, out DurableOptions? options, out string problem))
            {
                StandardError.Write(problem);
                return (int)StoreErrorCode.InvalidParams;
            }

            DurableStoreBackend backend = new(options);
            int answer = backend.Setup(setup);
            if (answer == 0)
            {
                _backend = backend;
                return 0;
            }

            // The ABI has a code only: what is wrong, and what to do, goes where its user can see it.
            StandardError.Write(backend.SetupFailure is { } failure
                ? string.Join("\n  ", [$"{failure.Cause} {failure.Remedy}", .. failure.Details])
                : $"The folder '{options.Folder}' could not be opened ({answer}).");
            backend.Dispose();
            return answer;
        }
    }

    /// <summary>Leaves the folder. Calls under way end as if they had come before or after; idempotent.</summary>
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
