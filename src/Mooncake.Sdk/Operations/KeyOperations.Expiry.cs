using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <content>When objects expire.</content>
internal sealed partial class KeyOperations<TKey>
{
    /// <summary>When an object expires, or null if it does not.</summary>
    internal ValueTask<StoreResult<DateTimeOffset?>> GetExpiryAsync(TKey key, CancellationToken cancellationToken) =>
        GetExpiryAsync(key, _session.DeadlineFromNow, cancellationToken);

    /// <summary>When an object expires, or null if it does not; as a part of an operation.</summary>
    /// <param name="key">The key.</param>
    /// <param name="deadline">The caller's deadline; a call that is made on the caller's thread is not interrupted.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult<DateTimeOffset?>> GetExpiryAsync(TKey key, long deadline, CancellationToken cancellationToken)
    {
        BackendResult answer = await AskExpiryAsync(
            in key, StoreOperation.GetExpiry, GetExpiry, expiresAt: 0, deadline, cancellationToken).On(_session.Threads);
        return answer switch
        {
            { Error: { } error } => StoreResult<DateTimeOffset?>.Failed(error),
            { Number: >= 0 } => StoreResult<DateTimeOffset?>.Found(ExpiryTime.Of(answer.Number)),
            { Number: (int)StoreErrorCode.ObjectNotFound } => StoreResult<DateTimeOffset?>.MissingAt(in key),
            _ => StoreResult<DateTimeOffset?>.Failed(_session.Error(answer.Number, StoreOperation.GetExpiry, KeyText.ToText(in key))),
        };

        static unsafe long GetExpiry(IExpiry engine, byte[] text, long expiresAt) =>
            engine.GetExpiry(PinnedKey.PointerOf(text), text.Length - 1);
    }

    /// <summary>Changes when an object expires.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expiresAt">As <see cref="IExpiry.SetExpiry"/> takes it.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult> SetExpiryAsync(TKey key, long expiresAt, CancellationToken cancellationToken) =>
        SetExpiryAsync(key, expiresAt, _session.DeadlineFromNow, cancellationToken);

    /// <summary>Changes when an object expires, as a part of an operation.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expiresAt">As <see cref="IExpiry.SetExpiry"/> takes it.</param>
    /// <param name="deadline">The caller's deadline; a call that is made on the caller's thread is not interrupted.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult> SetExpiryAsync(TKey key, long expiresAt, long deadline, CancellationToken cancellationToken)
    {
        BackendResult answer = await AskExpiryAsync(
            in key, StoreOperation.SetExpiry, SetExpiry, expiresAt, deadline, cancellationToken).On(_session.Threads);
        return answer switch
        {
            { Error: { } error } => StoreResult.Failed(error),
            { Number: 0 } => StoreResult.Done,
            { Number: (int)StoreErrorCode.ObjectNotFound } => StoreResult.Missing,
            _ => StoreResult.Failed(_session.Error(answer.Number, StoreOperation.SetExpiry, KeyText.ToText(in key))),
        };

        static unsafe long SetExpiry(IExpiry engine, byte[] text, long expiresAt) =>
            engine.SetExpiry(PinnedKey.PointerOf(text), text.Length - 1, expiresAt);
    }

    private ValueTask<BackendResult> AskExpiryAsync(
        in TKey key,
        StoreOperation operation,
        Func<IExpiry, byte[], long, long> ask,
        long expiresAt,
        long deadline,
        CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(operation, cancellationToken);
        _session.ThrowIfClosed();
        if (_session.Expiry is not { } engine)
        {
            return new ValueTask<BackendResult>(new BackendResult(0, CapabilityErrors.Of(operation).WithKey(KeyText.ToText(in key))));
        }

        StoreErrorCode code = PinnedKey.Format(in key, _session.Options.MaxKeyBytes, out byte[] text);
        return code == StoreErrorCode.Ok
            ? _session.RunUnbatchedAsync(
                operation, KeyText.ToText(in key), _ => ask(engine, text, expiresAt), deadline, cancellationToken)
            : new ValueTask<BackendResult>(new BackendResult(0, RefuseKey(code, operation, in key)));
    }
}
