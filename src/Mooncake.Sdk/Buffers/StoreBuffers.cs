using Mooncake.Buffers;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake;

/// <summary>The caller's own memory registered with a store, for zero-copy calls. Thread-safe.</summary>
public sealed class StoreBuffers
{
    private StoreSession _session;

    /// <summary>Creates the buffers of a session.</summary>
    internal StoreBuffers(StoreSession session) => _session = session;

    /// <summary>Uses another session, when the store opens.</summary>
    internal void MoveTo(StoreSession session) => _session = session;

    /// <summary>Allocates memory and registers it. Registering costs far more than a put or get: keep buffers and reuse them.</summary>
    /// <param name="length">Its size in bytes, at least 1; the memory is page-aligned.</param>
    /// <param name="cancellationToken">Cancels the wait; memory allocated by then is released.</param>
    /// <returns>Found with the buffer, to be disposed by the caller before the store; or failed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public ValueTask<StoreResult<RegisteredBuffer>> AllocateAsync(nint length, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return RunAsync(session => RegisteredBuffer.Allocate(session.Backend, session.Releases, session, length), cancellationToken);
    }

    /// <summary>Registers memory of the caller, such as pinned memory of a device library.</summary>
    /// <remarks>
    /// The caller owns the memory, which must stay valid and must not move until it is unregistered: await the buffer's
    /// <see cref="RegisteredBuffer.DisposeAsync"/> before freeing it. A wrong address or size is undefined behaviour, as it is for the
    /// store library.
    /// </remarks>
    /// <param name="address">Its first byte.</param>
    /// <param name="length">Its size in bytes, at least 1.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with the buffer, to be disposed by the caller before the store; or failed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The address is null, or the length is 0.</exception>
    public ValueTask<StoreResult<RegisteredBuffer>> RegisterAsync(nint address, nuint length, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(address);
        ArgumentOutOfRangeException.ThrowIfZero(length);
        return RunAsync(
            session => RegisteredBuffer.Register(session.Backend, session.Releases, session, address, length), cancellationToken);
    }

    private ValueTask<StoreResult<RegisteredBuffer>> RunAsync(
        Func<StoreSession, StoreResult<RegisteredBuffer>> register, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Cancellation.TaskOf<StoreResult<RegisteredBuffer>>(StoreOperation.Register, cancellationToken);
        }

        // Read once: it changes when the store opens.
        StoreSession session = _session;
        session.ThrowIfClosed();
        return session.Pipeline is null
            ? new ValueTask<StoreResult<RegisteredBuffer>>(register(session))
            : PendingRegistration.Start(session, () => register(session), cancellationToken);
    }
}
