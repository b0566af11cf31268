using System.Text;
using Mooncake.Backends;

namespace Mooncake.Cli.Dashboard;

/// <summary>Lists keys as a tree: keys, and groups of keys that go on after a <c>/</c> or <c>:</c>. Thread-safe.</summary>
/// <param name="store">The store.</param>
/// <remarks>
/// In an engine that lists keys in order, an entry costs one look-up in the index of keys, however many keys a group has: the listing goes
/// on after the group. No look-up grants a lease or counts as a read. The master of a cluster lists all keys in no order, so there the
/// first <see cref="MostUnordered"/> keys are read for each page.
/// </remarks>
internal sealed class KeyBrowser(MooncakeStore store)
{
    /// <summary>Entries of a page.</summary>
    internal const int PageSize = 200;

    /// <summary>The most keys that are read of an engine without order.</summary>
    internal const int MostUnordered = 20_000;

    // Many keys a call, unless a group is skipped; a key is at most a few KiB long by default.
    private const int BufferBytes = 64 << 10;
    private const int KeysOfACall = 32;

    /// <summary>Lists a page.</summary>
    /// <param name="prefix">What the keys begin with; may be empty.</param>
    /// <param name="from">The key where the page begins; empty for the first page.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>Found with the page, or failed.</returns>
    internal async Task<StoreResult<KeyPage>> ListAsync(byte[] prefix, byte[] from, CancellationToken cancellationToken)
    {
        try
        {
            return store.GetCapability<IKeyScanner>() is { } scanner
                ? StoreResult<KeyPage>.Found(Scan(scanner, prefix, from, cancellationToken))
                : await ListUnorderedAsync(prefix, from, cancellationToken);
        }
        catch (StoreException exception)
        {
            return StoreResult<KeyPage>.Failed(exception.Error);
        }
    }

    private static KeyPage Scan(IKeyScanner scanner, byte[] prefix, byte[] from, CancellationToken cancellationToken)
    {
        // One more than a page has: it says where the next one begins.
        List<byte[]> entries = [];
        byte[] keys = new byte[BufferBytes];
        int[] lengths = new int[KeysOfACall];
        byte[] at = from;
        while (entries.Count <= PageSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = scanner.ScanKeys(prefix, at, isInclusive: true, keys, lengths);
            if (count == (int)StoreErrorCode.BufferTooSmall)
            {
                keys = new byte[lengths[0]];
                continue;
            }

            if (count <= 0)
            {
                return count == 0 ? PageOf(entries, prefix.Length) : throw new StoreException(new StoreError(
                    (StoreErrorCode)count, StoreOperation.List, "The store did not list its keys.", "It may have been closed."));
            }

            at = AddAll(entries, prefix.Length, keys, lengths.AsSpan(0, count));
        }

        return PageOf(entries, prefix.Length);
    }

    /// <summary>Adds the keys of a call, or their groups.</summary>
    /// <returns>Where the next call begins: the lowest key that can follow.</returns>
    private static byte[] AddAll(List<byte[]> entries, int prefixLength, ReadOnlySpan<byte> keys, ReadOnlySpan<int> lengths)
    {
        byte[] next = [];
        foreach (int length in lengths)
        {
            ReadOnlySpan<byte> key = keys[..length];
            keys = keys[length..];
            if (key.SequenceCompareTo(next) >= 0)
            {
                byte[] entry = EntryOf(key, prefixLength);
                entries.Add(entry);
                next = AfterAll(entry, prefixLength);
            }
        }

        return next;
    }

    /// <summary>The key itself, or its beginning up to the first separator after the prefix.</summary>
    private static byte[] EntryOf(ReadOnlySpan<byte> key, int prefixLength)
    {
        int separator = key[prefixLength..].IndexOfAny((byte)'/', (byte)':');
        return key[..(separator < 0 ? key.Length : prefixLength + separator + 1)].ToArray();
    }

    private static bool IsGroup(ReadOnlySpan<byte> entry, int prefixLength) =>
        entry.Length > prefixLength && entry[^1] is (byte)'/' or (byte)':';

    private static byte[] AfterAll(byte[] entry, int prefixLength)
    {
        if (!IsGroup(entry, prefixLength))
        {
            return [.. entry, 0];
        }

        byte[] after = [.. entry];
        after[^1]++;
        return after;
    }

    private static KeyPage PageOf(IReadOnlyList<byte[]> entries, int prefixLength, string? note = null) => new(
        [
            .. entries.Take(PageSize).Select(entry =>
                new KeyItem(KeyId.Of(entry), KeyText.Of(entry.AsSpan(prefixLength)), IsGroup(entry, prefixLength))),
        ],
        entries.Count > PageSize ? KeyId.Of(entries[PageSize]) : null,
        note);

    private async Task<StoreResult<KeyPage>> ListUnorderedAsync(byte[] prefix, byte[] from, CancellationToken cancellationToken)
    {
        SortedSet<byte[]> keys = new(Comparer<byte[]>.Create(static (left, right) => left.AsSpan().SequenceCompareTo(right)));
        int read = 0;
        await foreach (string key in store.Raw.ListAsync(Encoding.UTF8.GetString(prefix), cancellationToken: cancellationToken))
        {
            if (read++ == MostUnordered)
            {
                break;
            }

            keys.Add(EntryOf(Encoding.UTF8.GetBytes(key), prefix.Length));
        }

        string? note = read > MostUnordered
            ? $"The cluster has more keys than are read at a time. These are of {MostUnordered} of them."
            : null;
        byte[][] page = [.. keys.Where(key => key.AsSpan().SequenceCompareTo(from) >= 0).Take(PageSize + 1)];
        return StoreResult<KeyPage>.Found(PageOf(page, prefix.Length, note));
    }
}
