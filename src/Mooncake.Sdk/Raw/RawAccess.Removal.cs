using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Mooncake.Backends;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Raw;

/// <content>Removals of many objects: by prefix, by expression, and of all.</content>
internal sealed partial class RawAccess
{
    /// <summary>One call of the engine.</summary>
    /// <param name="backend">The engine, if it has no <see cref="IBulkRemover"/>.</param>
    /// <param name="force">True to remove leased objects too.</param>
    /// <param name="skipped">The number of objects skipped because of a lease; 0 if the engine does not count them.</param>
    /// <returns>The number of objects removed, or a negative code.</returns>
    private delegate long BulkRemoval(StoreBackend backend, bool force, out long skipped);

    /// <summary>Removes the objects of a template with the same leading parts as a key, and no others.</summary>
    /// <typeparam name="TKey">The template's keys.</typeparam>
    /// <param name="key">The key; only its leading parts are used.</param>
    /// <param name="parts">The number of leading parts.</param>
    /// <param name="options">How to treat leased objects; null skips them.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult<StoreRemoval>> RemoveStartingWithAsync<TKey>(
        in TKey key, int parts, RemoveOptions? options, CancellationToken cancellationToken)
        where TKey : struct, IStoreKey<TKey>
    {
        return KeyPattern.TryFormatPrefix(in key, parts, out string prefix, out StoreError? error)
            ? RemoveByPrefixAsync(
                prefix, static text => TKey.TryParse(text, out _), KeyPattern.StartingWith<TKey>(prefix, parts), options, cancellationToken)
            : new ValueTask<StoreResult<StoreRemoval>>(StoreResult<StoreRemoval>.Failed(error));
    }

    /// <summary>Removes every object whose key has a prefix.</summary>
    /// <param name="prefix">The caller's prefix.</param>
    /// <param name="options">How to treat leased objects; null skips them.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult<StoreRemoval>> RemoveByPrefixAsync(
        string prefix, RemoveOptions? options, CancellationToken cancellationToken)
    {
        // As for an empty expression: more likely a mistake than intended.
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return KeyText.FormatPrefix(new RawKey(prefix), 0, out _) == StoreErrorCode.Ok
            ? RemoveByPrefixAsync(prefix, filter: null, "^" + KeyPattern.Escape(prefix), options, cancellationToken)
            : new ValueTask<StoreResult<StoreRemoval>>(StoreResult<StoreRemoval>.Failed(
                OperationErrors.Key(StoreErrorCode.KeyNotEncodable, StoreOperation.Remove, prefix, _session.Options.MaxKeyBytes)));
    }

    /// <summary>Removes the objects whose keys contain a match.</summary>
    /// <param name="pattern">The caller's expression.</param>
    /// <param name="options">How to treat leased objects; null skips them.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult<StoreRemoval>> RemoveByRegexAsync(
        string pattern, RemoveOptions? options, CancellationToken cancellationToken)
    {
        // An empty expression would match every key: more likely a mistake than intended. RemoveAllAsync does that explicitly.
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        byte[] text = new byte[Encoding.UTF8.GetMaxByteCount(pattern.Length)];
        OperationStatus status = Utf8.FromUtf16(pattern, text, out _, out int length, replaceInvalidSequences: false);
        if (status != OperationStatus.Done || pattern.Contains('\0', StringComparison.Ordinal))
        {
            return new ValueTask<StoreResult<StoreRemoval>>(
                StoreResult<StoreRemoval>.Failed(OperationErrors.Pattern(StoreErrorCode.InvalidPattern, pattern)));
        }

        IBulkRemover? remover = _session.BulkRemover;
        return RemoveAsync(
            (StoreBackend backend, bool force, out long skipped) =>
            {
                if (remover is not null)
                {
                    return remover.RemoveByRegex(text.AsSpan(0, length), force, out skipped);
                }

                skipped = 0;
                unsafe
                {
                    fixed (byte* pointer = text)
                    {
                        return backend.RemoveByRegex(pointer, length, force);
                    }
                }
            },
            pattern,
            options,
            cancellationToken);
    }

    /// <summary>Removes every object.</summary>
    /// <param name="options">How to treat leased objects; null skips them.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult<StoreRemoval>> RemoveAllAsync(RemoveOptions? options, CancellationToken cancellationToken)
    {
        IBulkRemover? remover = _session.BulkRemover;
        return RemoveAsync(
            (StoreBackend backend, bool force, out long skipped) =>
            {
                skipped = 0;
                return remover is null ? backend.RemoveAll(force) : remover.RemoveByPrefix(default, filter: null, force, out skipped);
            },
            pattern: null,
            options,
            cancellationToken);
    }

    /// <summary>Removes by prefix if the engine supports it, otherwise by an equivalent expression.</summary>
    private ValueTask<StoreResult<StoreRemoval>> RemoveByPrefixAsync(
        string prefix, KeyFilter? filter, string pattern, RemoveOptions? options, CancellationToken cancellationToken)
    {
        if (_session.BulkRemover is not { } remover)
        {
            return RemoveByRegexAsync(pattern, options, cancellationToken);
        }

        byte[] text = Encoding.UTF8.GetBytes(prefix);
        return RemoveAsync(
            (StoreBackend _, bool force, out long skipped) => remover.RemoveByPrefix(text, filter, force, out skipped),
            pattern: null,
            options,
            cancellationToken);
    }

    /// <summary>Removes once; or, if the caller waits for leases, until nothing is skipped or the operation times out.</summary>
    /// <param name="removal">The call.</param>
    /// <param name="pattern">The expression, for errors; null if there is none.</param>
    /// <param name="options">How to treat leased objects; null skips them.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult<StoreRemoval>> RemoveAsync(
        BulkRemoval removal, string? pattern, RemoveOptions? options, CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(StoreOperation.Remove, cancellationToken);
        _session.ThrowIfClosed();
        bool force = options is { Force: true };
        bool waits = options is { Force: false, WaitForLease: true };
        if (waits && _session.BulkRemover is null)
        {
            return StoreResult<StoreRemoval>.Failed(OperationErrors.CannotWaitForLeases());
        }

        long deadline = _session.LimitFromNow;
        Backoff backoff = new(_session, StoreOperation.Remove, deadline);
        long removed = 0;
        try
        {
            while (true)
            {
                long skipped = 0;
                BackendResult answer = await _session.RunUnbatchedAsync(
                    StoreOperation.Remove, key: null, backend => removal(backend, force, out skipped), deadline, cancellationToken).On(_session.Threads);
                if (FailureOf(answer, pattern) is { } error)
                {
                    return StoreResult<StoreRemoval>.Failed(removed == 0 ? error : OperationErrors.PartlyRemoved(error, removed));
                }

                removed += answer.Number;
                if (skipped == 0 || !waits)
                {
                    return StoreResult<StoreRemoval>.Found(new StoreRemoval(removed, _session.BulkRemover is null ? null : skipped));
                }

                if (!await backoff.WaitAsync(cancellationToken).On(_session.Threads))
                {
                    return StoreResult<StoreRemoval>.Failed(
                        OperationErrors.StillLeased(removed, skipped, _session.Options.OperationTimeout));
                }
            }
        }
        catch (StoreCanceledException canceled) when (removed > 0 && canceled.Outcome == WriteOutcome.NotApplied)
        {
            throw new StoreCanceledException(StoreOperation.Remove, WriteOutcome.PartlyApplied, cancellationToken);
        }
    }

    private StoreError? FailureOf(BackendResult answer, string? pattern) => answer switch
    {
        { Error: { } error } => error,
        { Number: >= 0 } => null,
        { Number: (int)StoreErrorCode.InvalidParams } when pattern is not null && _session.IsOpen =>
            OperationErrors.Pattern(StoreErrorCode.InvalidPattern, pattern),
        { Number: (int)StoreErrorCode.PatternTooCostly } when pattern is not null => OperationErrors.Pattern(
            StoreErrorCode.PatternTooCostly, pattern),
        _ => _session.Error(answer.Number, StoreOperation.Remove, key: null),
    };
}
