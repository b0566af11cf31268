using Mooncake.Backends;
using Mooncake.Cli.Frame;

namespace Mooncake.Cli.Objects;

/// <summary>Copies objects page by page, and counts.</summary>
/// <param name="source">The store to read.</param>
/// <param name="destination">The store to write.</param>
/// <param name="isReplacing">Whether objects that the destination has are replaced.</param>
/// <param name="run">The command's run.</param>
internal sealed class ObjectCopy(MooncakeStore source, MooncakeStore destination, bool isReplacing, ToolRun run)
{
    /// <summary>Objects and bytes that are read before they are written.</summary>
    private const int PageCount = 256;
    private const long PageBytes = 16 << 20;

    private readonly bool _hasExpiry = source.GetCapability<IExpiry>() is not null;
    private readonly bool _keepsExpiry = destination.GetCapability<IExpiry>() is not null;
    private readonly ObjectLookup _lookup = new(destination, run);

    /// <summary>What was done so far.</summary>
    internal CopyReport Report { get; private set; } = new(0, 0, 0, 0, 0);

    /// <summary>Why the first object that failed was not copied, or null.</summary>
    internal StoreError? FirstError { get; private set; }

    /// <summary>Copies.</summary>
    /// <param name="prefix">The text with which the keys begin.</param>
    /// <param name="total">The expected number of objects; 0 if it is not known.</param>
    /// <param name="progress">Gets the number of objects that were visited, and <paramref name="total"/>.</param>
    /// <param name="cancellation">Ends the copy.</param>
    internal async Task RunAsync(string prefix, long total, Action<long, long> progress, CancellationToken cancellation)
    {
        List<KeyValuePair<string, ReadOnlyMemory<byte>>> page = [];
        long bytes = 0;
        long visited = 0;
        await foreach ((string key, StoreResult<byte[]> read) in source.Raw.ScanAsync(prefix, cancellationToken: cancellation))
        {
            visited++;
            if (!read.TryGetValue(out byte[]? value, out StoreError? error))
            {
                Fail(error!);
                continue;
            }

            page.Add(new(key, value));
            bytes += value.Length;
            if (page.Count == PageCount || bytes >= PageBytes)
            {
                await WriteAsync(page, cancellation);
                page.Clear();
                bytes = 0;
                progress(visited, Math.Max(total, visited));
            }
        }

        await WriteAsync(page, cancellation);
        progress(visited, visited);
    }

    private async Task WriteAsync(List<KeyValuePair<string, ReadOnlyMemory<byte>>> page, CancellationToken cancellation)
    {
        List<KeyValuePair<string, ReadOnlyMemory<byte>>> together = [];
        foreach (KeyValuePair<string, ReadOnlyMemory<byte>> item in isReplacing ? page : await WithoutExistingAsync(page))
        {
            DateTimeOffset? expires = _hasExpiry ? (await source.Raw.GetExpiryAsync(item.Key, cancellation)).GetValueOrDefault() : null;
            if (expires is null || !_keepsExpiry)
            {
                Report = expires is null ? Report : Report with { WithoutExpiry = Report.WithoutExpiry + 1 };
                together.Add(item);
            }
            else if (expires.Value - run.Host.Time.GetUtcNow() is { Ticks: > 0 } timeToLive)
            {
                Count(item, await WriteAloneAsync(item, new PutOptions { TimeToLive = timeToLive }, cancellation));
            }
        }

        if (together.Count > 0)
        {
            StoreBatch written = isReplacing
                ? await destination.Raw.ReplaceManyAsync(together, cancellationToken: cancellation)
                : await destination.Raw.PutManyAsync(together, cancellationToken: cancellation);
            for (int i = 0; i < together.Count; i++)
            {
                Count(together[i], written[i]);
            }
        }
    }

    private async ValueTask<StoreResult> WriteAloneAsync(
        KeyValuePair<string, ReadOnlyMemory<byte>> item, PutOptions options, CancellationToken cancellation) => isReplacing
        ? await destination.Raw.ReplaceAsync(item.Key, item.Value, new ReplaceOptions { Put = options }, cancellation)
        : await destination.Raw.PutAsync(item.Key, item.Value, options, cancellation);

    /// <summary>The objects that the destination does not have. A put would keep what it has, but could not always say so.</summary>
    private async ValueTask<List<KeyValuePair<string, ReadOnlyMemory<byte>>>> WithoutExistingAsync(
        List<KeyValuePair<string, ReadOnlyMemory<byte>>> page)
    {
        if (page.Count == 0)
        {
            return page;
        }

        StoreResult<ObjectFacts>[] found = await _lookup.FindAsync([.. page.Select(item => item.Key)]);
        List<KeyValuePair<string, ReadOnlyMemory<byte>>> missing = [.. page.Where((_, i) => !found[i].IsFound)];
        Report = Report with { Existing = Report.Existing + page.Count - missing.Count };
        return missing;
    }

    private void Count(KeyValuePair<string, ReadOnlyMemory<byte>> item, StoreResult written)
    {
        if (written.Error is { } error)
        {
            Fail(error);
        }
        else
        {
            Report = Report with { Copied = Report.Copied + 1, Bytes = Report.Bytes + item.Value.Length };
        }
    }

    private void Fail(StoreError error)
    {
        FirstError ??= error;
        Report = Report with { Failed = Report.Failed + 1 };
    }
}
