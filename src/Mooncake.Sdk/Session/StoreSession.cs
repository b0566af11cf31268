using System.Collections.Concurrent;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Native;
using Mooncake.Operations;
using Mooncake.Raw;
using Mooncake.Records;

namespace Mooncake.Session;

/// <summary>What an open store consists of: the backend, the registered buffers, and what is remembered of each stored type.</summary>
internal sealed class StoreSession
{
    private readonly Lock _lifecycle = new();
    private readonly ConcurrentDictionary<Type, object> _access = new();
    private volatile SessionState _state = SessionState.Open;

    /// <summary>Takes over what was opened.</summary>
    /// <param name="options">The frozen options.</param>
    /// <param name="backend">A backend that is set up; disposed by the session.</param>
    /// <param name="hostname">The name under which other clients reach this one.</param>
    internal StoreSession(MooncakeStoreOptions options, StoreBackend backend, string hostname)
    {
        Options = options;
        Backend = backend;
        Pool = new RegisteredBufferPool(backend, new BufferPoolOptions(), options.TimeProvider);
        Hostname = hostname;
    }

    /// <summary>The options, which nobody changes any more.</summary>
    internal MooncakeStoreOptions Options { get; }

    /// <summary>The engine.</summary>
    internal StoreBackend Backend { get; }

    /// <summary>The registered buffers of operations.</summary>
    internal RegisteredBufferPool Pool { get; }

    /// <summary>The name under which other clients reach this one.</summary>
    internal string Hostname { get; }

    /// <summary>Scratch memory of batches.</summary>
    internal ScratchPool Scratches { get; } = new();

    /// <summary>Objects without a type.</summary>
    internal RawAccess Raw => field ??= new RawAccess(this);

    /// <summary>What is remembered of a stored type; made at its first use.</summary>
    internal RecordAccess<TKey, T> Access<TKey, T>()
        where TKey : struct, IStoreKey<TKey>
        where T : IStoreRecord<T, TKey>
    {
        return _access.TryGetValue(typeof(T), out object? known)
            ? (RecordAccess<TKey, T>)known
            : (RecordAccess<TKey, T>)_access.GetOrAdd(typeof(T), static (_, session) => new RecordAccess<TKey, T>(session), this);
    }

    /// <summary>A registered buffer, within the operation's timeout.</summary>
    /// <param name="size">Bytes.</param>
    /// <param name="tag">Who rents it, and what for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal ValueTask<StoreResult<RentedBuffer>> RentAsync(nint size, RentalTag tag, CancellationToken cancellationToken) =>
        Pool.TryRent(size, tag, out RentedBuffer buffer, out _)
            ? new ValueTask<StoreResult<RentedBuffer>>(StoreResult<RentedBuffer>.Found(buffer))
            : Pool.RentAsync(size, tag, Timestamps.After(Options.TimeProvider, Options.OperationTimeout), cancellationToken);

    /// <summary>The error for a number that the backend answered.</summary>
    /// <param name="answer">The negative answer.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="key">The key, or null.</param>
    internal StoreError Error(long answer, StoreOperation operation, string? key) =>
        answer == (int)StoreErrorCode.InvalidParams && _state != SessionState.Open
            ? OperationErrors.Closed(operation, key)
            : OperationErrors.Native(answer, operation, key);

    /// <summary>True until the store is disposed.</summary>
    internal bool IsOpen => _state == SessionState.Open;

    /// <summary>How the store is.</summary>
    internal ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<StoreHealth>(IsOpen ? (StoreHealth)Backend.HealthCheck() : StoreHealth.Closed);
    }

    /// <summary>Throws if the store was disposed.</summary>
    /// <exception cref="ObjectDisposedException">It was.</exception>
    internal void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_state != SessionState.Open, typeof(MooncakeStore));

    /// <summary>Ends what is under way, within the close timeout, and gives everything back. Idempotent.</summary>
    /// <returns>What could not be given back, or null.</returns>
    internal async ValueTask<StoreError?> CloseAsync()
    {
        lock (_lifecycle)
        {
            if (_state != SessionState.Open)
            {
                return null;
            }

            _state = SessionState.Closing;
        }

        StoreError? error = await Pool.DisposeAsync(Options.CloseTimeout).ConfigureAwait(false);
        Backend.Dispose();
        _state = SessionState.Closed;
        return error;
    }
}
