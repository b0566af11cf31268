using Mooncake.Errors;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Buffers;

/// <summary>
/// A registration of the caller's memory on a dedicated thread: a native call that may take long, or never return. Its caller gets a result
/// in time, without a thread of the thread pool.
/// </summary>
internal sealed class PendingRegistration : IAlarm
{
    private readonly TaskCompletionSource<StoreResult<RegisteredBuffer>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StoreSession _session;
    private readonly Func<StoreResult<RegisteredBuffer>> _register;
    private CancellationTokenRegistration _cancellation;

    private PendingRegistration(StoreSession session, Func<StoreResult<RegisteredBuffer>> register)
    {
        _session = session;
        _register = register;
    }

    /// <summary>Registers memory within the operation's timeout.</summary>
    /// <param name="session">The session, for its clock and limits.</param>
    /// <param name="register">Makes the call.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal static ValueTask<StoreResult<RegisteredBuffer>> Start(
        StoreSession session, Func<StoreResult<RegisteredBuffer>> register, CancellationToken cancellationToken)
    {
        PendingRegistration pending = new(session, register);
        session.Alarms.Set(pending, session.LimitFromNow);
        pending._cancellation = cancellationToken.UnsafeRegister(
            static (pending, token) => ((PendingRegistration)pending!).Cancel(token), pending);
        _ = DedicatedThread.Run("Mooncake register", pending.Run);
        return new ValueTask<StoreResult<RegisteredBuffer>>(pending._answer.Task);
    }

    /// <inheritdoc/>
    void IAlarm.Fire() => _answer.TrySetResult(StoreResult<RegisteredBuffer>.Failed(
        _session.IsOpen
            ? BufferErrors.NotRegistered(_session.Options.OperationTimeout)
            : OperationErrors.Closed(StoreOperation.Register, key: null)));

    // Not TrySetCanceled, whose task throws an exception of its own.
    private void Cancel(CancellationToken token) =>
        _answer.TrySetFromTask(Cancellation.TaskOf<StoreResult<RegisteredBuffer>>(StoreOperation.Register, token).AsTask());

    private void Run()
    {
        try
        {
            StoreResult<RegisteredBuffer> registered = _register();
            if (!_answer.TrySetResult(registered) && registered.TryGetValue(out RegisteredBuffer? late))
            {
                // The caller no longer waits and cannot dispose of it; there is no other reference.
                late.Dispose();
            }
        }
        catch (Exception exception)
        {
            // A programming error of the caller; nothing may end the process from here.
            _answer.TrySetException(exception);
        }
        finally
        {
            _session.Alarms.Cancel(this);
            _cancellation.Unregister();
        }
    }
}
