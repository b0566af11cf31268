using System.Runtime.CompilerServices;
using System.Text;
using Mooncake.Backends;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Raw;

/// <content>Removals by the beginning of keys.</content>
internal sealed partial class RawAccess
{
    /// <summary>Removes the objects of a template whose keys begin as a key does, and no others.</summary>
    /// <typeparam name="TKey">The template's keys.</typeparam>
    /// <param name="key">The key; only its leading parts count.</param>
    /// <param name="parts">How many leading parts the keys have in common.</param>
    /// <param name="force">True to remove leased objects too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal ValueTask<StoreResult<long>> RemoveStartingWithAsync<TKey>(in TKey key, int parts, bool force, CancellationToken cancellationToken)
        where TKey : struct, IStoreKey<TKey>
    {
        return KeyPattern.TryFormatPrefix(in key, parts, out string prefix, out StoreError? error)
            ? RemoveByPrefixAsync(prefix, static text => TKey.TryParse(text, out _), KeyPattern.StartingWith<TKey>(prefix, parts), force, cancellationToken)
            : new ValueTask<StoreResult<long>>(StoreResult<long>.Failed(error));
    }

    /// <summary>Removes every object whose key begins with a text.</summary>
    /// <param name="prefix">The text, as a caller gave it.</param>
    /// <param name="force">True to remove leased objects too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal ValueTask<StoreResult<long>> RemoveByPrefixAsync(string prefix, bool force, CancellationToken cancellationToken)
    {
        // As with an empty expression: more likely a mistake than a wish.
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return KeyText.FormatPrefix(new RawKey(prefix), 0, out _) == StoreErrorCode.Ok
            ? RemoveByPrefixAsync(prefix, filter: null, "^" + KeyPattern.Escape(prefix), force, cancellationToken)
            : new ValueTask<StoreResult<long>>(
                StoreResult<long>.Failed(OperationErrors.Key(StoreErrorCode.KeyNotEncodable, StoreOperation.Remove, prefix, _session.Options.MaxKeyBytes)));
    }

    /// <summary>Removes by prefix where the engine can, else by an expression that means the same.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult<long>> RemoveByPrefixAsync(
        string prefix, KeyFilter? filter, string pattern, bool force, CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(StoreOperation.Remove, cancellationToken);
        _session.ThrowIfClosed();
        if (_session.BulkRemover is not { } remover)
        {
            return await RemoveByRegexAsync(pattern, force, cancellationToken).On(_session.Threads);
        }

        byte[] text = Encoding.UTF8.GetBytes(prefix);
        BackendAnswer answer = await _session.RunUnbatchedAsync(
            StoreOperation.Remove,
            key: null,
            backend => remover.RemoveByPrefix(text, filter, force, out long _),
            cancellationToken).On(_session.Threads);
        return ConcludeRemoval(answer);
    }

    /// <summary>Turns the answer to a removal of many objects into a result.</summary>
    private StoreResult<long> ConcludeRemoval(BackendAnswer answer) =>
        answer.Error is not null ? StoreResult<long>.Failed(answer.Error)
        : answer.Number >= 0 ? StoreResult<long>.Found(answer.Number)
        : StoreResult<long>.Failed(_session.Error(answer.Number, StoreOperation.Remove, key: null));
}
