using System.Buffers;
using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Observability;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Caching;

/// <summary>The entries of caches in one store: reads, replacements, removals, and how entries expire. Thread-safe.</summary>
/// <remarks>
/// An engine whose objects can expire expires the entries. On other engines a read compares the header with the clock, and an object beside
/// a sliding entry records when it was last used. All steps of a call have one deadline, and run without the thread pool.
/// </remarks>
internal sealed class CacheObjects
{
    /// <summary>The name of entries in errors and metrics.</summary>
    internal const string Name = "cache";

    private readonly ObjectReader<CacheLookup, CacheRead> _reader;
    private readonly ObjectWriter<CacheKey, CacheEntry> _writer;
    private readonly KeyOperations<CacheKey> _queries;
    private readonly CollectionTelemetry _telemetry;
    private readonly bool _engineExpires;
    private CacheReplacement _replacement = new(TimeToLive: null, IsPinned: false);

    /// <summary>Creates the entries of a session.</summary>
    internal CacheObjects(StoreSession session)
    {
        Session = session;
        _reader = new ObjectReader<CacheLookup, CacheRead>(session, new CacheDecoder());
        _queries = new KeyOperations<CacheKey>(session);
        _writer = new ObjectWriter<CacheKey, CacheEntry>(session, _queries, new CacheEncoder());
        _telemetry = new CollectionTelemetry(session.Telemetry, Name);
        _engineExpires = session.Expiry is not null && session.ConditionalWriter is not null;
    }

    /// <summary>The session.</summary>
    internal StoreSession Session { get; }

    /// <summary>The time, in milliseconds since 1970-01-01 UTC.</summary>
    internal long Now => Session.Options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The key of an entry.</summary>
    internal CacheKey KeyOf(string instance, string key) => CacheKey.Of(instance, key, Session.Options.MaxKeyBytes);

    /// <summary>Reads an entry, and renews it if it is sliding. An expired one is removed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="delivery">Where the value goes.</param>
    /// <param name="destination">The writer that receives it, or null.</param>
    /// <param name="timeout">Time limit of all steps.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with a live entry, missing, or failed.</returns>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult<CacheRead>> GetAsync(
        CacheKey key, CacheDelivery delivery, IBufferWriter<byte>? destination, TimeSpan timeout, CancellationToken cancellationToken)
    {
        long deadline = DeadlineAfter(timeout);
        CacheLookup lookup = new(key, Now, delivery, destination, DecidesSliding: !_engineExpires);
        StoreResult<CacheRead> result = await ReadAsync(in lookup, deadline, cancellationToken).On(Session.Threads);
        if (!result.TryGetValue(out CacheRead read, out _))
        {
            return result;
        }

        long? lastUse = null;
        if (read.State == CacheReadState.Undecided)
        {
            StoreResult<CacheRead> use = await ReadLastUseAsync(key, lookup.Now, deadline, cancellationToken).On(Session.Threads);
            if (use.IsFailed)
            {
                return use;
            }

            if (use.TryGetValue(out CacheRead used, out _) && lookup.Now < used.StoredAt + read.Expiration.Window)
            {
                lastUse = used.StoredAt;
                lookup = lookup with { DecidesSliding = false };
                result = await ReadAsync(in lookup, deadline, cancellationToken).On(Session.Threads);
                if (!result.TryGetValue(out read, out _))
                {
                    return result;
                }
            }
        }

        switch (read.State)
        {
            case CacheReadState.Live:
                if (read.Expiration.Window != 0)
                {
                    await TouchAsync(key, read, lookup.Now, lastUse, deadline, cancellationToken).On(Session.Threads);
                }

                return result;
            case CacheReadState.OtherKey:
                return StoreResult<CacheRead>.MissingAt(in key);
            default:
                // Awaited, so that the caller's next put does not race with it. Its failure does not matter: the entry stays expired.
                _ = await RemoveAsync(key, deadline, cancellationToken).On(Session.Threads);
                return StoreResult<CacheRead>.MissingAt(in key);
        }
    }

    /// <summary>Stores an entry, replacing the one under its key, whether it is leased or not.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; must not change until the operation has completed.</param>
    /// <param name="expiration">When the entry expires.</param>
    /// <param name="isPinned">True if the entry must not be evicted.</param>
    /// <param name="timeout">Time limit.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult> SetAsync(
        CacheKey key,
        ReadOnlySequence<byte> value,
        CacheExpiration expiration,
        bool isPinned,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        long now = Now;
        return ReplaceAsync(
            key,
            new CacheEntry(value, expiration, now, key.Original),
            _engineExpires ? expiration.TimeToLive(now) : null,
            isPinned,
            DeadlineAfter(timeout),
            cancellationToken);
    }

    /// <summary>Removes an entry, whether it is leased or not.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timeout">Time limit.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, missing, or failed.</returns>
    internal ValueTask<StoreResult> RemoveAsync(CacheKey key, TimeSpan timeout, CancellationToken cancellationToken) =>
        RemoveAsync(key, DeadlineAfter(timeout), cancellationToken);

    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult> RemoveAsync(CacheKey key, long deadline, CancellationToken cancellationToken)
    {
        if (_engineExpires)
        {
            return await RemoveObjectAsync(key, deadline, cancellationToken).On(Session.Threads);
        }

        // At the same time. A record of the last use that stays behind does no harm: it is older than the next entry.
        ValueTask<StoreResult> entry = RemoveObjectAsync(key, deadline, cancellationToken);
        ValueTask<StoreResult> lastUse = RemoveObjectAsync(key.LastUse(), deadline, cancellationToken);
        try
        {
            return await entry.On(Session.Threads);
        }
        finally
        {
            _ = await lastUse.On(Session.Threads);
        }
    }

    private long DeadlineAfter(TimeSpan timeout) => Timestamps.After(Session.Options.TimeProvider, timeout);

    private ValueTask<StoreResult<CacheRead>> ReadAsync(in CacheLookup lookup, long deadline, CancellationToken cancellationToken) =>
        Observe(StoreOperation.Get).End(_reader.GetAsync(in lookup, deadline, cancellationToken));

    private ValueTask<StoreResult> RemoveObjectAsync(in CacheKey key, long deadline, CancellationToken cancellationToken) =>
        Observe(StoreOperation.Remove).End(_queries.RemoveAsync(in key, RemoveOptions.Forced, deadline, cancellationToken));

    private ValueTask<StoreResult> ReplaceAsync(
        in CacheKey key, in CacheEntry entry, TimeSpan? timeToLive, bool isPinned, long deadline, CancellationToken cancellationToken) =>
        Observe(StoreOperation.Replace).End(_writer.ReplaceAsync(
            key, entry, OptionsOf(timeToLive, isPinned), deadline, cancellationToken));

    /// <summary>Reads when a sliding entry was last used. Without expiry, the record is replaced by a removal and a put.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult<CacheRead>> ReadLastUseAsync(
        CacheKey key, long now, long deadline, CancellationToken cancellationToken)
    {
        CacheLookup lookup = new(key.LastUse(), now, CacheDelivery.None, Destination: null, DecidesSliding: false);
        StoreResult<CacheRead> use = await ReadAsync(in lookup, deadline, cancellationToken).On(Session.Threads);

        // A missing record may be about to be replaced: it is looked up once more before its entry counts as unused.
        return use.IsMissing ? await ReadAsync(in lookup, deadline, cancellationToken).On(Session.Threads) : use;
    }

    /// <summary>Extends the life of a sliding entry, once a quarter of its window has passed since that was done last.</summary>
    /// <param name="key">The key.</param>
    /// <param name="read">The entry.</param>
    /// <param name="now">When it was read.</param>
    /// <param name="lastUse">When it was last used, if that is known.</param>
    /// <param name="deadline">The caller's deadline.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult> TouchAsync(
        CacheKey key, CacheRead read, long now, long? lastUse, long deadline, CancellationToken cancellationToken)
    {
        if (_engineExpires)
        {
            long expiresAt = now + (long)read.Expiration.TimeToLive(now)!.Value.TotalMilliseconds;
            StoreResult<DateTimeOffset?> expiry = await Observe(StoreOperation.GetExpiry).End(
                _queries.GetExpiryAsync(key, deadline, cancellationToken)).On(Session.Threads);
            return expiry.TryGetValue(out DateTimeOffset? current, out _)
                && current is { } time
                && expiresAt - time.ToUnixTimeMilliseconds() >= read.Expiration.TouchAfter
                ? await Observe(StoreOperation.SetExpiry).End(
                    _queries.SetExpiryAsync(key, expiresAt, deadline, cancellationToken)).On(Session.Threads)
                : StoreResult.Done;
        }

        if (now - read.StoredAt < read.Expiration.TouchAfter)
        {
            return StoreResult.Done;
        }

        if (lastUse is null)
        {
            StoreResult<CacheRead> use = await ReadLastUseAsync(key, now, deadline, cancellationToken).On(Session.Threads);
            lastUse = use.TryGetValue(out CacheRead used, out _) ? used.StoredAt : 0;
        }

        return now - lastUse < read.Expiration.TouchAfter ? StoreResult.Done : await ReplaceAsync(
            key.LastUse(),
            new CacheEntry(default, default, now, key.Original),
            timeToLive: null,
            isPinned: false,
            deadline,
            cancellationToken).On(Session.Threads);
    }

    /// <summary>The options of a replacement. Most are like the one before, and options own native memory.</summary>
    private ReplaceOptions OptionsOf(TimeSpan? timeToLive, bool isPinned)
    {
        CacheReplacement last = Volatile.Read(ref _replacement);
        if (last.TimeToLive != timeToLive || last.IsPinned != isPinned)
        {
            Volatile.Write(ref _replacement, last = new CacheReplacement(timeToLive, isPinned));
        }

        return last.Options;
    }

    private OperationScope Observe(StoreOperation operation)
    {
        Session.ThrowIfClosed();
        return Session.Telemetry.Begin(operation, _telemetry);
    }
}
