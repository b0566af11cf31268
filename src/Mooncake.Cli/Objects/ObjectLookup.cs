using Mooncake.Cli.Frame;

namespace Mooncake.Cli.Objects;

/// <summary>Whether an object exists, how large it is and where it is, if possible without granting a lease.</summary>
/// <param name="store">The store.</param>
/// <param name="run">The command's run.</param>
internal sealed class ObjectLookup(MooncakeStore store, ToolRun run)
{
    /// <summary>Keys that one request looks up.</summary>
    internal const int BatchSize = 256;

    private StoreError? _adminFailure;

    /// <summary>Whether an existence check or a size has granted a lease, because the master's HTTP port could not answer.</summary>
    internal bool HasGrantedLease { get; private set; }

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Found or missing, or failed.</returns>
    internal async ValueTask<StoreResult<ObjectFacts>> FindAsync(string key) => (await FindAsync([key]))[0];

    /// <summary>Looks keys up.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>Found, missing or failed for each key, in their order.</returns>
    internal async ValueTask<StoreResult<ObjectFacts>[]> FindAsync(IReadOnlyList<string> keys) => store.Cluster is { } cluster
        ? await FindInClusterAsync(cluster, keys)
        : await FindOneByOneAsync(keys);

    /// <summary>Says on standard error why leases were granted, if any were.</summary>
    internal void WarnOfLeases()
    {
        if (HasGrantedLease)
        {
            run.Output.Warn(
                "The lookups granted leases, which protect the objects from removal for a while, because the master's HTTP port "
                    + $"did not answer them. {_adminFailure?.Message}");
        }
    }

    private async ValueTask<StoreResult<ObjectFacts>[]> FindInClusterAsync(StoreCluster cluster, IReadOnlyList<string> keys)
    {
        var found = new StoreResult<ObjectFacts>[keys.Count];
        StoreResult<IReadOnlyList<ObjectReplica>>[] replicas =
            await cluster.LookUpAsync(StoreOperation.FindReplicas, keys, run.Cancellation);
        for (int i = 0; i < keys.Count; i++)
        {
            if (replicas[i].TryGetValue(out IReadOnlyList<ObjectReplica>? places, out StoreError? error))
            {
                // An object that is on disk only has no replica in memory, and the answer does not tell its size.
                found[i] = places.Count > 0
                    ? StoreResult<ObjectFacts>.Found(new ObjectFacts(places[0].Bytes, null, places))
                    : await AskTheEngineAsync(keys[i], places);
            }
            else if (error is null)
            {
                found[i] = StoreResult<ObjectFacts>.Missing;
            }
            else
            {
                _adminFailure ??= error;
                found[i] = await AskTheEngineAsync(keys[i], null);
            }
        }

        return found;
    }

    private async ValueTask<StoreResult<ObjectFacts>> AskTheEngineAsync(string key, IReadOnlyList<ObjectReplica>? places)
    {
        StoreResult<long> size = await store.Raw.SizeOfAsync(key, run.Cancellation);
        HasGrantedLease |= size.IsFound;
        return size.TryGetValue(out long bytes, out StoreError? failure)
            ? StoreResult<ObjectFacts>.Found(new ObjectFacts(bytes, null, places))
            : failure is null ? StoreResult<ObjectFacts>.Missing : StoreResult<ObjectFacts>.Failed(failure);
    }

    private async ValueTask<StoreResult<ObjectFacts>[]> FindOneByOneAsync(IReadOnlyList<string> keys)
    {
        var found = new StoreResult<ObjectFacts>[keys.Count];
        for (int i = 0; i < keys.Count; i++)
        {
            // The leases of these engines end with the process, so nobody else notices them.
            StoreResult<long> size = await store.Raw.SizeOfAsync(keys[i], run.Cancellation);
            if (!size.TryGetValue(out long bytes, out StoreError? error))
            {
                found[i] = error is null ? StoreResult<ObjectFacts>.Missing : StoreResult<ObjectFacts>.Failed(error);
                continue;
            }

            StoreResult<DateTimeOffset?> expiry = await store.Raw.GetExpiryAsync(keys[i], run.Cancellation);
            found[i] = StoreResult<ObjectFacts>.Found(new ObjectFacts(bytes, expiry.GetValueOrDefault(), null));
        }

        return found;
    }
}
