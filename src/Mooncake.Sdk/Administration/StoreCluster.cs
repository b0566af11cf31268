using Mooncake.Administration;
using Mooncake.Keys;
using Mooncake.Raw;

namespace Mooncake;

/// <summary>
/// What a cluster's master answers at its HTTP port, which the native library cannot ask: the cluster's state, where objects are, and
/// whether they exist without granting a lease. Needs <c>admin=</c> (<see cref="ClusterOptions.AdminAddress"/>). Thread-safe.
/// </summary>
/// <remarks>
/// The port has no authentication. It is for operators and tools: each call is an HTTP request with a time limit of
/// <see cref="MooncakeStoreOptions.OperationTimeout"/>, and none goes through the pipeline of the store's operations.
/// </remarks>
public sealed partial class StoreCluster
{
    private const char Separator = ',';

    private readonly Func<AdminPort?> _portNow;
    private readonly Action _throwIfClosed;

    /// <summary>Creates the access of a store.</summary>
    /// <param name="port">Returns the master's port; null if the options name none.</param>
    /// <param name="throwIfClosed">Throws if the store was disposed.</param>
    internal StoreCluster(Func<AdminPort?> port, Action throwIfClosed)
    {
        _portNow = port;
        _throwIfClosed = throwIfClosed;
    }

    /// <summary>True if the options name the master's HTTP port, so that calls can succeed.</summary>
    public bool IsConfigured => Port is not null;

    private AdminPort? Port => _portNow();

    /// <summary>Returns the master's health and role, and the segments with their sizes.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found, also if the master answers that it does not serve; or failed.</returns>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public async ValueTask<StoreResult<ClusterDescription>> DescribeAsync(CancellationToken cancellationToken = default)
    {
        if (Refuse(StoreOperation.Describe) is { } refused)
        {
            return StoreResult<ClusterDescription>.Failed(refused);
        }

        StoreResult<ClusterDescription> health = await Port!.GetAsync(
            StoreOperation.Describe, "/health", AdminAnswers.ReadHealth, cancellationToken).ConfigureAwait(false);
        if (!health.TryGetValue(out ClusterDescription? described))
        {
            return health;
        }

        StoreResult<ClusterSegment[]> segments = await Port!.GetAsync(
            StoreOperation.Describe, "/get_segments_detail", AdminAnswers.ReadSegments, cancellationToken).ConfigureAwait(false);
        return segments.TryGetValue(out ClusterSegment[]? all, out StoreError? error)
            ? StoreResult<ClusterDescription>.Found(described with { Segments = all })
            : StoreResult<ClusterDescription>.Failed(error!);
    }

    /// <summary>Returns the master's counters.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found, or failed.</returns>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public async ValueTask<StoreResult<ClusterMetrics>> GetMetricsAsync(CancellationToken cancellationToken = default) =>
        Refuse(StoreOperation.GetStatistics) is { } refused
            ? StoreResult<ClusterMetrics>.Failed(refused)
            : await Port!.GetAsync(
                StoreOperation.GetStatistics, "/metrics", AdminAnswers.ReadMetrics, cancellationToken).ConfigureAwait(false);

    /// <summary>Finds the copies of an object in the cluster's memory, without granting a lease.</summary>
    /// <param name="key">The key as text; must not contain a comma, at which the master splits lists of keys.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with the copies, none if the object is on disk only; missing, or failed.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public async ValueTask<StoreResult<IReadOnlyList<ObjectReplica>>> FindReplicasAsync(
        string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        StoreResult<IReadOnlyList<ObjectReplica>>[] results = await LookUpAsync(
            StoreOperation.FindReplicas, [key], cancellationToken).ConfigureAwait(false);
        return results[0];
    }

    /// <summary>
    /// Checks for many keys whether an object exists, without granting a lease: the check neither protects an object from eviction nor
    /// delays its removal.
    /// </summary>
    /// <param name="keys">The keys as text; must not change until the operation has completed. None may be null or empty.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Found, missing or failed for each key, in the same order. A key with a comma fails with
    /// <see cref="StoreErrorCode.KeyNotEncodable"/>, because the master splits lists of keys there.
    /// </returns>
    /// <exception cref="ArgumentException">The list is null, or a key is null or empty.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public async ValueTask<StoreBatch> ExistsWithoutLeaseAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (string key in keys)
        {
            ArgumentException.ThrowIfNullOrEmpty(key, nameof(keys));
        }

        StoreResult<IReadOnlyList<ObjectReplica>>[] results = await LookUpAsync(
            StoreOperation.Exists, keys, cancellationToken).ConfigureAwait(false);
        return new StoreBatch([.. results.Select(static result =>
            result.IsFound ? StoreResult.Found : result.IsMissing ? StoreResult.Missing : StoreResult.Failed(result.Error!))]);
    }

    /// <summary>Looks keys up in requests of bounded size, without granting leases.</summary>
    /// <param name="operation">The operation, for errors.</param>
    /// <param name="keys">The keys as text; none is null or empty.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with the copies, missing or failed for each key, in the same order.</returns>
    internal async ValueTask<StoreResult<IReadOnlyList<ObjectReplica>>[]> LookUpAsync(
        StoreOperation operation, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var results = new StoreResult<IReadOnlyList<ObjectReplica>>[keys.Count];
        StoreError? refused = Refuse(operation);
        List<int> asked = [];
        int length = 0;
        for (int i = 0; i < keys.Count; i++)
        {
            bool canBeAsked = !keys[i].Contains(Separator, StringComparison.Ordinal)
                && KeyText.FormatPrefix(new RawKey(keys[i]), 0, out _) == StoreErrorCode.Ok;
            if (refused is not null || !canBeAsked)
            {
                results[i] = StoreResult<IReadOnlyList<ObjectReplica>>.Failed(
                    (refused ?? AdminErrors.KeyCannotBeAsked(operation)).WithKey(keys[i]));
                continue;
            }

            int bytes = Uri.EscapeDataString(keys[i]).Length + 1;
            if (asked.Count > 0 && (length + bytes > AdminPort.LongestQuery || asked.Count == AdminPort.MostKeys))
            {
                await LookUpAsync(operation, keys, asked, results, cancellationToken).ConfigureAwait(false);
                asked.Clear();
                length = 0;
            }

            asked.Add(i);
            length += bytes;
        }

        if (asked.Count > 0)
        {
            await LookUpAsync(operation, keys, asked, results, cancellationToken).ConfigureAwait(false);
        }

        return results;
    }

    private async ValueTask LookUpAsync(
        StoreOperation operation,
        IReadOnlyList<string> keys,
        List<int> asked,
        StoreResult<IReadOnlyList<ObjectReplica>>[] results,
        CancellationToken cancellationToken)
    {
        string query = string.Join(Separator, asked.Select(i => Uri.EscapeDataString(keys[i])));
        StoreResult<Dictionary<string, ObjectReplica[]>> got = await Port!.GetAsync(
            operation, $"/batch_query_keys?keys={query}", AdminAnswers.ReadReplicas, cancellationToken).ConfigureAwait(false);
        foreach (int i in asked)
        {
            results[i] = !got.TryGetValue(out Dictionary<string, ObjectReplica[]>? found, out StoreError? error)
                ? StoreResult<IReadOnlyList<ObjectReplica>>.Failed(error!.WithKey(keys[i]))
                : found.TryGetValue(keys[i], out ObjectReplica[]? replicas)
                    ? StoreResult<IReadOnlyList<ObjectReplica>>.Found(replicas)
                    : StoreResult<IReadOnlyList<ObjectReplica>>.MissingAt(new RawKey(keys[i]));
        }
    }

    private StoreError? Refuse(StoreOperation operation)
    {
        _throwIfClosed();
        return Port is null ? AdminErrors.NotConfigured(operation) : null;
    }
}
