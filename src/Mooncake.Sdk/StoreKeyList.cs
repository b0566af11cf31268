using System.Runtime.CompilerServices;
using Mooncake.Keys;
using Mooncake.Operations;

namespace Mooncake;

/// <summary>
/// The keys of objects, read page by page while they are enumerated: <c>await foreach (KvBlockKey key in store.KvBlocks.ListAsync())</c>.
/// </summary>
/// <remarks>
/// <para>
/// Keys are in the order of their UTF-8 bytes. A key present throughout the listing is returned exactly once; a key added or removed
/// meanwhile may or may not be returned. Listing grants no lease. It needs memory for one page only.
/// </para>
/// <para>
/// On a cluster, keys come from the master's HTTP port (<see cref="ClusterOptions.AdminAddress"/>), in no particular order: the master
/// takes a list of all its keys when the enumeration begins, and this side reads it as it arrives. A raw key that contains a line feed
/// arrives as two keys; keys of templates never contain one. Without that port, and for a listing that begins or ends at a key, the
/// enumeration throws with <see cref="StoreErrorCode.EngineLacksCapability"/>.
/// </para>
/// <para>
/// The timeout (<see cref="MooncakeStoreOptions.OperationTimeout"/>) applies to each page; the enumeration as a whole has none. If a page
/// cannot be read, the enumeration throws a <see cref="StoreException"/>.
/// </para>
/// </remarks>
/// <typeparam name="TKey">The keys' type: the generated struct of a template, or text.</typeparam>
public sealed class StoreKeyList<TKey> : IAsyncEnumerable<TKey>
{
    private readonly Func<KeyPages> _begin;
    private readonly KeyParser<TKey> _parser;
    private readonly StoreError? _refusal;
    private readonly CancellationToken _cancellationToken;
    private long _skipped;

    /// <summary>Lists keys.</summary>
    /// <param name="begin">Starts an enumeration.</param>
    /// <param name="parser">Parses a key.</param>
    /// <param name="refusal">Why nothing can be listed, or null.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    internal StoreKeyList(Func<KeyPages> begin, KeyParser<TKey> parser, StoreError? refusal, CancellationToken cancellationToken)
    {
        _begin = begin;
        _parser = parser;
        _refusal = refusal;
        _cancellationToken = cancellationToken;
    }

    /// <summary>
    /// The number of keys skipped so far because they are not of this type: they begin like the template's keys but do not match it, or are
    /// not UTF-8. Reset to 0 by each enumeration.
    /// </summary>
    public long SkippedCount => Volatile.Read(ref _skipped);

    /// <summary>Starts an enumeration.</summary>
    /// <param name="cancellationToken">
    /// Cancels the enumeration with a <see cref="StoreCanceledException"/>, like the token passed to the listing.
    /// </param>
    /// <exception cref="StoreException">While enumerating: a page could not be read.</exception>
    public IAsyncEnumerator<TKey> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        EnumerateAsync(_cancellationToken).GetAsyncEnumerator(cancellationToken);

    private async IAsyncEnumerable<TKey> EnumerateAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Volatile.Write(ref _skipped, 0);
        if (_refusal is not null)
        {
            throw new StoreException(_refusal);
        }

        await using KeyPages pages = _begin();
        List<TKey> keys = [];
        while (true)
        {
            if (await pages.NextAsync(cancellationToken).ConfigureAwait(false) is { } error)
            {
                throw new StoreException(error);
            }

            if (pages.Count == 0)
            {
                yield break;
            }

            keys.Clear();
            pages.ForEach(text => Add(keys, text));
            foreach (TKey key in keys)
            {
                Cancellation.ThrowIfRequested(StoreOperation.List, cancellationToken);
                yield return key;
            }
        }
    }

    private void Add(List<TKey> keys, ReadOnlySpan<byte> text)
    {
        if (_parser(text, out TKey key))
        {
            keys.Add(key);
        }
        else
        {
            Interlocked.Increment(ref _skipped);
        }
    }
}
