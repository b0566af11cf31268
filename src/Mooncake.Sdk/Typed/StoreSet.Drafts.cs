using System.ComponentModel;
using Mooncake.Drafts;
using Mooncake.Operations;
using Mooncake.Records;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>Creates a draft. Called by generated code; use the set's <c>CreateDraftAsync</c>.</summary>
    /// <typeparam name="TElement">The type of the payload's elements.</typeparam>
    /// <param name="value">The members other than the payload, whose own member is empty or null.</param>
    /// <param name="payloadLength">The number of elements of the payload: 0 or more.</param>
    /// <param name="cancellationToken">Cancels the wait for memory.</param>
    /// <returns>
    /// Found with the draft, to be disposed by the caller; or failed: with <see cref="StoreErrorCode.BufferPoolExhausted"/> if no
    /// registered memory became free within <see cref="MooncakeStoreOptions.OperationTimeout"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The value is null or has a payload, or the length is negative.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public ValueTask<StoreResult<StoreDraft<T, TElement>>> CreateDraftOfAsync<TElement>(
        T value, int payloadLength, CancellationToken cancellationToken = default)
        where TElement : unmanaged => DraftFactory<TKey, T, TElement>.CreateAsync(Access, in value, payloadLength, cancellationToken);

    /// <summary>
    /// Creates a draft of a type that has only its key and a payload. Called by generated code; use the set's <c>CreateDraftAsync</c>.
    /// </summary>
    /// <typeparam name="TElement">The type of the payload's elements.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="payloadLength">The number of elements of the payload: 0 or more.</param>
    /// <param name="cancellationToken">Cancels the wait for memory.</param>
    /// <returns>Found with the draft, to be disposed by the caller; or failed.</returns>
    /// <exception cref="ArgumentException">The length is negative.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public ValueTask<StoreResult<StoreDraft<T, TElement>>> CreateDraftOfAsync<TElement>(
        TKey key, int payloadLength, CancellationToken cancellationToken = default)
        where TElement : unmanaged => CreateDraftOfAsync<TElement>(T.OfKey(in key), payloadLength, cancellationToken);

    /// <summary>
    /// Stores many drafts, in native calls of bounded size, with one timeout for all of them, as <see cref="StoreDraft{T,
    /// TElement}.PutAsync"/> stores one. Ends all of them, unless <paramref name="cancellationToken"/> was already cancelled.
    /// </summary>
    /// <typeparam name="TElement">The type of the payload's elements.</typeparam>
    /// <param name="drafts">Drafts of this store that were neither put nor disposed.</param>
    /// <param name="options">
    /// Replication, pins and expiry of all items, and what happens to existing objects; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each draft, in the same order.</returns>
    /// <exception cref="ArgumentException">The list or one of the drafts is null.</exception>
    /// <exception cref="InvalidOperationException">A draft was already put, or is in the list twice; then none is put.</exception>
    public ValueTask<StoreBatch> PutManyAsync<TElement>(
        IReadOnlyList<StoreDraft<T, TElement>> drafts, PutOptions? options = null, CancellationToken cancellationToken = default)
        where TElement : unmanaged
    {
        ArgumentNullException.ThrowIfNull(drafts);
        RecordAccess<TKey, T> access = Access;
        access.Session.ThrowIfClosed();
        return cancellationToken.IsCancellationRequested
            ? Cancellation.TaskOf<StoreBatch>(StoreOperation.Put, cancellationToken)
            : DraftList<TKey, T, TElement>.PutAsync(access, drafts, options, cancellationToken);
    }
}
