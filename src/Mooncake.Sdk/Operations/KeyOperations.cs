using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>Operations on a key without its object: existence, size, expiry and removal. Thread-safe.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
internal sealed partial class KeyOperations<TKey>
    where TKey : struct, IStoreKey<TKey>
{
    private readonly StoreSession _session;
    private readonly StoreBackend _backend;
    private readonly CallPool<StatusCall<TKey>> _calls = new();

    /// <summary>Creates the queries of a session.</summary>
    internal KeyOperations(StoreSession session)
    {
        _session = session;
        _backend = session.Backend;
    }

    /// <summary>Checks whether an object exists.</summary>
    internal ValueTask<StoreResult> ExistsAsync(in TKey key, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Cancellation.TaskOf<StoreResult>(StoreOperation.Exists, cancellationToken);
        }

        _session.ThrowIfClosed();
        return Query(in key, StoreOperation.Exists, force: false, _session.DeadlineFromNow, cancellationToken);
    }

    /// <summary>Removes an object; done, missing, or failed.</summary>
    internal ValueTask<StoreResult> RemoveAsync(in TKey key, RemoveOptions? options, CancellationToken cancellationToken) =>
        RemoveAsync(in key, options, _session.DeadlineFromNow, cancellationToken);

    /// <summary>Removes an object as a part of an operation.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <param name="deadline">
    /// The caller's deadline, from <see cref="StoreSession.DeadlineFromNow"/>; 0 to compute it only if there is something to wait for.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult> RemoveAsync(in TKey key, RemoveOptions? options, long deadline, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Cancellation.TaskOf<StoreResult>(StoreOperation.Remove, cancellationToken);
        }

        _session.ThrowIfClosed();
        return options is { WaitForLease: true, Force: false }
            ? RemoveWaitingAsync(key, deadline != 0 ? deadline : _session.LimitFromNow, cancellationToken)
            : Query(in key, StoreOperation.Remove, options?.Force ?? false, deadline, cancellationToken);
    }

    /// <summary>Retries until the object is not leased, with growing pauses, within the operation's timeout.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult> RemoveWaitingAsync(TKey key, long deadline, CancellationToken cancellationToken)
    {
        Backoff backoff = new(_session, StoreOperation.Remove, deadline);
        while (true)
        {
            StoreResult result = await Query(
                in key, StoreOperation.Remove, force: false, deadline, cancellationToken).On(_session.Threads);
            if (result.Error is not { Code: StoreErrorCode.ObjectHasLease } leased)
            {
                return result;
            }

            if (!await backoff.WaitAsync(cancellationToken).On(_session.Threads))
            {
                return StoreResult.Failed(OperationErrors.StillLeased(leased, _session.Options.OperationTimeout));
            }
        }
    }

    /// <summary>Makes a call that needs the key only: here, or through the pipeline.</summary>
    [SkipLocalsInit]
    private unsafe ValueTask<StoreResult> Query(
        in TKey key, StoreOperation operation, bool force, long deadline, CancellationToken cancellationToken)
    {
        StoreErrorCode code = KeyScratch.Format(
            in key, stackalloc byte[KeyScratch.StackCapacity], _session.Options.MaxKeyBytes, out KeyScratch text);
        using (text)
        {
            if (code != StoreErrorCode.Ok)
            {
                return new ValueTask<StoreResult>(StoreResult.Failed(RefuseKey(code, operation, in key)));
            }

            if (_session.Pipeline is not null)
            {
                if (!_calls.TryTake(out StatusCall<TKey>? call))
                {
                    call = new StatusCall<TKey>(_session, _calls);
                }

                call.PrepareQuery(operation, in key, text.WithNul, deadline, force);
                return call.Start(cancellationToken);
            }

            fixed (byte* pointer = text.WithNul)
            {
                int answer = operation == StoreOperation.Exists
                    ? _backend.IsExist(pointer, text.Length)
                    : _backend.Remove(pointer, text.Length, force);
                return new ValueTask<StoreResult>(Conclude(_session, in key, operation, answer));
            }
        }
    }

    /// <summary>Converts a return code to a result.</summary>
    internal static StoreResult Conclude(StoreSession session, in TKey key, StoreOperation operation, long answer) =>
        (operation, answer) switch
        {
            (StoreOperation.Exists, > 0) => StoreResult.Found,
            (StoreOperation.Exists, 0) => StoreResult.Missing,
            (_, 0) => StoreResult.Done,
            (StoreOperation.Remove, (int)StoreErrorCode.ObjectNotFound) => StoreResult.Missing,
            _ => StoreResult.Failed(session.Error(answer, operation, KeyText.ToText(in key))),
        };

    private StoreError RefuseKey(StoreErrorCode code, StoreOperation operation, in TKey key) =>
        OperationErrors.Key(code, operation, KeyText.ToText(in key), _session.Options.MaxKeyBytes);
}
