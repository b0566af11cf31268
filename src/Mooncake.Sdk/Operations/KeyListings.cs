using System.Runtime.CompilerServices;
using System.Text;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Observability;
using Mooncake.Raw;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>Lists and counts the keys of one kind. Thread-safe.</summary>
/// <param name="session">The session.</param>
/// <param name="telemetry">Records the pages of listings.</param>
internal sealed partial class KeyListings(StoreSession session, CollectionTelemetry telemetry)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Lists the keys of a template with the same leading parts as a key.</summary>
    /// <param name="key">The key; only its leading parts are used.</param>
    /// <param name="parts">The number of leading parts; 0 for all keys of the template.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    internal StoreKeyList<TKey> List<TKey>(in TKey key, int parts, CancellationToken cancellationToken)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreError? refusal = Prefix(in key, parts, StoreOperation.List, out byte[] prefix);
        return new StoreKeyList<TKey>(
            () => new KeyPages(session, telemetry, StoreOperation.List, KeyRange.Of(prefix)), TKey.TryParse, refusal, cancellationToken);
    }

    /// <summary>Lists the keys of a template between two keys.</summary>
    /// <param name="from">The first key; need not exist.</param>
    /// <param name="before">The key before which the listing ends; null to end with the template's last key.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    internal StoreKeyList<TKey> List<TKey>(in TKey from, TKey? before, CancellationToken cancellationToken)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreError? refusal = Prefix(in from, 0, StoreOperation.List, out byte[] prefix);
        refusal = WholeKey(in from, StoreOperation.List, out byte[] first) ?? refusal;
        byte[]? end = null;
        if (before is { } last)
        {
            refusal = WholeKey(in last, StoreOperation.List, out end) ?? refusal;
        }

        KeyRange range = new(prefix, first, IncludesFrom: true, end);
        return new StoreKeyList<TKey>(
            () => new KeyPages(session, telemetry, StoreOperation.List, range), TKey.TryParse, refusal, cancellationToken);
    }

    /// <summary>Lists all keys with a prefix.</summary>
    /// <param name="prefix">The prefix; may be empty.</param>
    /// <param name="startAfter">The listing begins after this key, or null.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    internal StoreKeyList<string> List(string prefix, string? startAfter, CancellationToken cancellationToken)
    {
        StoreError? refusal = TextOf(prefix, StoreOperation.List, out byte[] text);
        refusal = TextOf(startAfter ?? "", StoreOperation.List, out byte[] after) ?? refusal;
        return new StoreKeyList<string>(
            () => new KeyPages(session, telemetry, StoreOperation.List, new KeyRange(text, after)), TryParse, refusal, cancellationToken);
    }

    /// <summary>
    /// Counts the objects of a template with the same leading parts as a key. Reads the keys, because others may have the same prefix.
    /// </summary>
    /// <param name="key">The key; only its leading parts are used.</param>
    /// <param name="parts">The number of leading parts; 0 for all keys of the template.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult<long>> CountAsync<TKey>(TKey key, int parts, CancellationToken cancellationToken)
        where TKey : struct, IStoreKey<TKey>
    {
        if (Prefix(in key, parts, StoreOperation.Count, out byte[] prefix) is { } refusal)
        {
            return StoreResult<long>.Failed(refusal);
        }

        return await CountAsync(prefix, static text => TKey.TryParse(text, out _), cancellationToken).On(session.Threads);
    }

    /// <summary>Counts keys by reading them.</summary>
    private async ValueTask<StoreResult<long>> CountAsync(byte[] prefix, Func<ReadOnlySpan<byte>, bool> counts, CancellationToken cancellationToken)
    {
        await using KeyPages pages = new(session, telemetry: null, StoreOperation.Count, KeyRange.Of(prefix));
        long count = 0;
        do
        {
            if (await pages.NextAsync(cancellationToken).On(session.Threads) is { } error)
            {
                return StoreResult<long>.Failed(error);
            }

            pages.ForEach(text => count += counts(text) ? 1 : 0);
        }
        while (pages.Count > 0);

        return StoreResult<long>.Found(count);
    }

    /// <summary>Counts all objects whose keys have a prefix.</summary>
    /// <param name="prefix">The prefix; may be empty.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult<long>> CountAsync(string prefix, CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(StoreOperation.Count, cancellationToken);
        session.ThrowIfClosed();
        if (TextOf(prefix, StoreOperation.Count, out byte[] text) is { } refusal)
        {
            return StoreResult<long>.Failed(refusal);
        }

        if (session.KeyScanner is not { } scanner)
        {
            return await CountAsync(text, static _ => true, cancellationToken).On(session.Threads);
        }

        BackendResult answer = await session.RunUnbatchedAsync(
            StoreOperation.Count, key: null, _ => scanner.CountKeys(text), session.DeadlineFromNow, cancellationToken).On(session.Threads);
        return answer is { Error: null, Number: >= 0 }
            ? StoreResult<long>.Found(answer.Number)
            : StoreResult<long>.Failed(answer.Error ?? session.Error(answer.Number, StoreOperation.Count, key: null));
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out string key)
    {
        bool isText = System.Text.Unicode.Utf8.IsValid(text);
        key = isText ? Strict.GetString(text) : "";
        return isText;
    }

    private static StoreError? Prefix<TKey>(in TKey key, int parts, StoreOperation operation, out byte[] prefix)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreErrorCode code = KeyText.FormatPrefix(in key, parts, out string text);
        prefix = Encoding.UTF8.GetBytes(text);
        return code == StoreErrorCode.Ok ? null : KeyErrors.PrefixNotEncodable(code, TKey.Template, operation);
    }

    private StoreError? WholeKey<TKey>(in TKey key, StoreOperation operation, out byte[] text)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreErrorCode code = PinnedKey.Format(in key, session.Options.MaxKeyBytes, out text);
        text = code == StoreErrorCode.Ok ? text[..^1] : [];
        return code == StoreErrorCode.Ok
            ? null
            : OperationErrors.Key(code, operation, KeyText.ToText(in key), session.Options.MaxKeyBytes);
    }

    private StoreError? TextOf(string text, StoreOperation operation, out byte[] bytes)
    {
        bool isKey = text.Length == 0 || KeyText.FormatPrefix(new RawKey(text), 0, out _) == StoreErrorCode.Ok;
        bytes = isKey ? Strict.GetBytes(text) : [];
        return isKey ? null : OperationErrors.Key(StoreErrorCode.KeyNotEncodable, operation, text, session.Options.MaxKeyBytes);
    }
}
