using System.Runtime.CompilerServices;
using Mooncake.Administration;
using Mooncake.Errors;
using Mooncake.Observability;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>
/// Reads keys page by page: in byte order from the engine, or in no order from a master's HTTP port. Needs memory for one page only. Not
/// thread-safe.
/// </summary>
internal sealed class KeyPages : IAsyncDisposable
{
    private const int KeysOfAPage = 1024;
    private const int BytesOfAPage = 64 << 10;

    private readonly StoreSession _session;
    private readonly CollectionTelemetry? _telemetry;
    private readonly StoreOperation _operation;
    private readonly byte[] _prefix;
    private readonly int[] _lengths = new int[KeysOfAPage];
    private byte[] _keys = new byte[BytesOfAPage];
    private readonly byte[]? _before;
    private byte[] _from;
    private bool _isInclusive;
    private bool _isAtEnd;
    private KeyStream? _stream;

    /// <summary>Creates a reader before the first page.</summary>
    /// <param name="session">The session.</param>
    /// <param name="telemetry">Records the pages, each as an operation; null if they are parts of an operation.</param>
    /// <param name="operation">List or count.</param>
    /// <param name="range">Which keys.</param>
    internal KeyPages(StoreSession session, CollectionTelemetry? telemetry, StoreOperation operation, KeyRange range)
    {
        _session = session;
        _telemetry = telemetry;
        _operation = operation;
        _prefix = range.Prefix;
        _from = range.From;
        _isInclusive = range.IncludesFrom;
        _before = range.Before;
    }

    /// <summary>Number of keys of the page.</summary>
    internal int Count { get; private set; }

    /// <summary>Reads the next page.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Null, with the number of keys in <see cref="Count"/>: 0 at the end. Otherwise the error; then this object must not be used any more.
    /// </returns>
    /// <exception cref="StoreCanceledException">The caller cancelled; then this must not be used any more.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    internal async ValueTask<StoreError?> NextAsync(CancellationToken cancellationToken)
    {
        _session.ThrowIfClosed();
        OperationScope scope = _telemetry is null ? default : _session.Telemetry.Begin(_operation, _telemetry);
        StoreResult<int> page = await scope.End(ReadAsync(cancellationToken)).On(_session.Threads);
        Count = page.GetValueOrDefault();
        return page.Error;
    }

    /// <summary>Calls a method for each key of the page.</summary>
    /// <param name="visit">Receives the text of each key.</param>
    internal void ForEach(KeyVisitor visit)
    {
        int start = 0;
        foreach (int length in _lengths.AsSpan(0, Count))
        {
            visit(_keys.AsSpan(start, length));
            start += length;
        }
    }

    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult<int>> ReadAsync(CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(_operation, cancellationToken);
        if (_session.KeyScanner is not { } scanner)
        {
            // A listing that begins or ends at a key needs an order, and the master has none.
            return _session.AdminPort is { } port && _from.Length == 0 && _before is null
                ? await ReadAtPortAsync(port, cancellationToken).On(_session.Threads)
                : StoreResult<int>.Failed(_session.AdminPort is null ? CapabilityErrors.Of(_operation) : CapabilityErrors.OfOrder(_operation));
        }

        while (!_isAtEnd)
        {
            // An abandoned call may still write into these.
            (byte[] from, bool isInclusive, byte[] keys) = (_from, _isInclusive, _keys);
            BackendResult answer = await _session.RunUnbatchedAsync(
                _operation,
                key: null,
                _ => scanner.ScanKeys(_prefix, from, isInclusive, keys, _lengths),
                _session.DeadlineFromNow,
                cancellationToken).On(_session.Threads);
            if (answer is { Error: null, Number: (int)StoreErrorCode.BufferTooSmall })
            {
                _keys = new byte[Math.Max(_lengths[0], 2 * _keys.Length)];
                continue;
            }

            if (answer is not { Error: null, Number: >= 0 and var count })
            {
                return StoreResult<int>.Failed(answer.Error ?? _session.Error(answer.Number, _operation, key: null));
            }

            if (count > 0)
            {
                (_from, _isInclusive) = (LastKey(keys, (int)count), false);
            }

            return StoreResult<int>.Found(CountBefore(keys, (int)count));
        }

        return StoreResult<int>.Found(0);
    }

    private async ValueTask<StoreResult<int>> ReadAtPortAsync(AdminPort port, CancellationToken cancellationToken)
    {
        if (_stream is null)
        {
            StoreResult<KeyStream> opened = await port.ListKeysAsync(_operation, cancellationToken).On(_session.Threads);
            if (!opened.TryGetValue(out _stream, out StoreError? error))
            {
                return StoreResult<int>.Failed(error!);
            }

            _keys = new byte[KeyStream.LongestLine];
        }

        return await port.RunAsync(
            _operation,
            async token => StoreResult<int>.Found(await _stream.ReadAsync(_prefix, _keys, _lengths, token).ConfigureAwait(false)),
            cancellationToken).On(_session.Threads);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream?.DisposeAsync() ?? default;

    /// <summary>The number of keys of a page that are below the end of the range.</summary>
    private int CountBefore(byte[] keys, int count)
    {
        if (_before is null || count == 0 || _from.AsSpan().SequenceCompareTo(_before) < 0)
        {
            return count;
        }

        _isAtEnd = true;
        int start = 0;
        int below = 0;
        while (keys.AsSpan(start, _lengths[below]).SequenceCompareTo(_before) < 0)
        {
            start += _lengths[below++];
        }

        return below;
    }

    private byte[] LastKey(byte[] keys, int count)
    {
        int start = 0;
        foreach (int length in _lengths.AsSpan(0, count - 1))
        {
            start += length;
        }

        return keys.AsSpan(start, _lengths[count - 1]).ToArray();
    }
}
