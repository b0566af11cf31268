using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Mooncake.Errors;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Caching;

/// <summary>
/// The distributed cache over a store. Values go between the caller's memory and the store's without an array in between.
/// </summary>
/// <remarks>
/// On engines in this process, calls complete on the caller's thread. The synchronous methods block the calling thread if the engine has
/// round trips; the thread that ends their wait is one of the SDK's, not of the thread pool.
/// </remarks>
internal sealed class MooncakeDistributedCache : IBufferDistributedCache
{
    /// <summary>The prefix of the keys under which HybridCache stores when a tag was invalidated.</summary>
    private const string TagPrefix = "__MSFT_HCT__";

    private readonly MooncakeStore _store;
    private readonly MooncakeCacheOptions _options;
    private readonly CacheAvailability _availability;
    private CacheObjects _objects;

    /// <summary>Creates a cache.</summary>
    /// <param name="store">The store, open or not; owned by the caller.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="logger">The logger.</param>
    internal MooncakeDistributedCache(MooncakeStore store, MooncakeCacheOptions options, ILogger logger)
    {
        _store = store;
        _options = options;
        _availability = new CacheAvailability(options, logger, store.Session.Options.TimeProvider);
        _objects = new CacheObjects(store.Session);
    }

    /// <summary>The entries of the store's session, which changes when the store opens.</summary>
    private CacheObjects Objects
    {
        get
        {
            CacheObjects objects = Volatile.Read(ref _objects);
            StoreSession session = _store.Session;
            if (objects.Session != session)
            {
                Volatile.Write(ref _objects, objects = new CacheObjects(session));
            }

            return objects;
        }
    }

    /// <inheritdoc/>
    public byte[]? Get(string key) => Wait(ReadAsync(key, CacheDelivery.Array, null, CancellationToken.None))?.Bytes;

    /// <inheritdoc/>
    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        (await ReadAsync(key, CacheDelivery.Array, null, token).ConfigureAwait(false))?.Bytes;

    /// <inheritdoc/>
    public bool TryGet(string key, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return Wait(ReadAsync(key, CacheDelivery.Writer, destination, CancellationToken.None)) is not null;
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryGetAsync(string key, IBufferWriter<byte> destination, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ValueTask<CacheRead?> read = ReadAsync(key, CacheDelivery.Writer, destination, token);
        return read.IsCompletedSuccessfully ? new ValueTask<bool>(read.Result is not null) : AwaitAsync(read);

        static async ValueTask<bool> AwaitAsync(ValueTask<CacheRead?> read) => await read.ConfigureAwait(false) is not null;
    }

    /// <inheritdoc/>
    public void Refresh(string key) => Wait(ReadAsync(key, CacheDelivery.None, null, CancellationToken.None));

    /// <inheritdoc/>
    public async Task RefreshAsync(string key, CancellationToken token = default) =>
        await ReadAsync(key, CacheDelivery.None, null, token).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Remove(string key) => Wait(DeleteAsync(key, CancellationToken.None));

    /// <inheritdoc/>
    public async Task RemoveAsync(string key, CancellationToken token = default) => await DeleteAsync(key, token).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        Wait(WriteAsync(key, new ReadOnlySequence<byte>(value), options, CancellationToken.None));
    }

    /// <inheritdoc/>
    public void Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options) =>
        Wait(WriteAsync(key, value, options, CancellationToken.None));

    /// <inheritdoc/>
    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        await WriteAsync(key, new ReadOnlySequence<byte>(value), options, token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask SetAsync(
        string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        ValueTask<bool> written = WriteAsync(key, value, options, token);
        return written.IsCompletedSuccessfully ? default : AwaitAsync(written);

        static async ValueTask AwaitAsync(ValueTask<bool> written) => await written.ConfigureAwait(false);
    }

    // HybridCache remembers the answer as long as it lives: a miss during an outage would revive invalidated data for good. If the read
    // throws, HybridCache treats the tag as invalidated. A dropped invalidation would be as bad, so its writer gets the exception too.
    private static bool IsTag(string key) => key.StartsWith(TagPrefix, StringComparison.Ordinal);

    private static T Wait<T>(ValueTask<T> pending) =>
        pending.IsCompleted ? pending.GetAwaiter().GetResult() : pending.AsTask().GetAwaiter().GetResult();

    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<CacheRead?> ReadAsync(
        string key, CacheDelivery delivery, IBufferWriter<byte>? destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        CacheObjects objects = Objects;
        StoreError error;
        try
        {
            CacheKey entry = objects.KeyOf(_options.InstanceName, key);
            StoreResult<CacheRead> result = await objects.GetAsync(
                entry, delivery, destination, _options.Timeout, cancellationToken).On(objects.Session.Threads);
            if (!result.IsFailed)
            {
                _availability.Succeeded();
                return result.TryGetValue(out CacheRead read, out _) ? read : null;
            }

            error = result.Error;
        }
        catch (ObjectDisposedException) when (!objects.Session.IsOpen)
        {
            error = OperationErrors.Closed(StoreOperation.Get, key);
        }

        _availability.Failed(error, delivery == CacheDelivery.None ? "refresh" : "get", IsTag(key));
        return null;
    }

    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<bool> WriteAsync(
        string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        CacheObjects objects = Objects;
        CacheExpiration expiration = CacheExpiration.Of(options, objects.Now);
        StoreError error;
        try
        {
            CacheKey entry = objects.KeyOf(_options.InstanceName, key);
            StoreResult result = await objects.SetAsync(
                entry, value, expiration, IsTag(key), _options.Timeout, cancellationToken).On(objects.Session.Threads);
            if (!result.IsFailed)
            {
                _availability.Succeeded();
                return true;
            }

            error = result.Error;
        }
        catch (ObjectDisposedException) when (!objects.Session.IsOpen)
        {
            error = OperationErrors.Closed(StoreOperation.Replace, key);
        }

        _availability.Failed(error, "set", IsTag(key));
        return false;
    }

    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        CacheObjects objects = Objects;
        StoreError error;
        try
        {
            CacheKey entry = objects.KeyOf(_options.InstanceName, key);
            StoreResult result = await objects.RemoveAsync(entry, _options.Timeout, cancellationToken).On(objects.Session.Threads);
            if (!result.IsFailed)
            {
                _availability.Succeeded();
                return true;
            }

            error = result.Error;
        }
        catch (ObjectDisposedException) when (!objects.Session.IsOpen)
        {
            error = OperationErrors.Closed(StoreOperation.Remove, key);
        }

        _availability.Failed(error, "remove", IsTag(key));
        return false;
    }
}
