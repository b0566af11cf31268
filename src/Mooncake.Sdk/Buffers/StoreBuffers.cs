using Mooncake.Session;

namespace Mooncake;

/// <summary>Memory that is registered with a store, for calls that copy nothing: the caller's own buffers. Thread-safe.</summary>
public sealed class StoreBuffers
{
    private readonly StoreSession _session;

    /// <summary>Registers with a session.</summary>
    internal StoreBuffers(StoreSession session) => _session = session;

    /// <summary>Allocates memory and registers it. Registering costs far more than a put or get: keep buffers and use them again.</summary>
    /// <param name="length">Its size in bytes, at least 1; the memory starts at a page.</param>
    /// <param name="cancellationToken">Ends the wait; what was allocated by then is given back.</param>
    /// <returns>Found with the buffer, to be disposed by the caller before the store; or failed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public ValueTask<StoreResult<RegisteredBuffer>> AllocateAsync(nint length, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return RunAsync(() => RegisteredBuffer.Allocate(_session.Backend, _session, length), cancellationToken);
    }

    /// <summary>Registers memory of the caller's, such as pinned memory of a device library.</summary>
    /// <remarks>
    /// The memory stays the caller's, and has to stay valid and in place until the buffer is disposed and operations that use it have ended.
    /// A wrong address or size is undefined behaviour, as it is for the store library.
    /// </remarks>
    /// <param name="address">Its first byte.</param>
    /// <param name="length">Its size in bytes, at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Found with the buffer, to be disposed by the caller before the store; or failed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The address is null, or the length is 0.</exception>
    public ValueTask<StoreResult<RegisteredBuffer>> RegisterAsync(nint address, nuint length, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(address);
        ArgumentOutOfRangeException.ThrowIfZero(length);
        return RunAsync(() => RegisteredBuffer.Register(_session.Backend, _session, address, length), cancellationToken);
    }

    private async ValueTask<StoreResult<RegisteredBuffer>> RunAsync(Func<StoreResult<RegisteredBuffer>> register, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _session.ThrowIfClosed();
        if (_session.Pipeline is null)
        {
            return register();
        }

        // A caller that is gone by the time the native call returns cannot dispose the buffer: then nobody else holds it.
        Task<StoreResult<RegisteredBuffer>> registering = DedicatedThread.Run("Mooncake register", register);
        try
        {
            return await registering.WaitAsync(_session.Options.OperationTimeout, _session.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            _ = DisposeLaterAsync(registering);
            if (exception is OperationCanceledException)
            {
                throw;
            }

            return StoreResult<RegisteredBuffer>.Failed(new StoreError(
                StoreErrorCode.Timeout,
                StoreOperation.Register,
                $"Registering memory took longer than {_session.Options.OperationTimeout}.",
                "Check the device and the limits on locked memory; timeout= (OperationTimeout) sets the limit.")
            {
                Retry = RetryClass.AfterBackoff,
            });
        }
    }

    private static async Task DisposeLaterAsync(Task<StoreResult<RegisteredBuffer>> registering)
    {
        if ((await registering.ConfigureAwait(false)).TryGetValue(out RegisteredBuffer? buffer))
        {
            // Unregistering is a call into the store that may block, as registering is.
            await DedicatedThread.Run("Mooncake unregister", buffer.Dispose).ConfigureAwait(false);
        }
    }
}
