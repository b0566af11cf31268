namespace Mooncake;

/// <summary>The counters of a cluster's master, since it started. All clients of the cluster count.</summary>
public sealed class ClusterMetrics
{
    /// <summary>Creates metrics from the master's own.</summary>
    /// <param name="all">Values by name.</param>
    internal ClusterMetrics(IReadOnlyDictionary<string, double> all) => All = all;

    /// <summary>
    /// Every counter and gauge of the master, by the name that it has in Prometheus's text format, labels included, such as
    /// <c>segment_allocated_bytes{segment="host:1234"}</c>.
    /// </summary>
    public IReadOnlyDictionary<string, double> All { get; }

    /// <summary>Number of objects.</summary>
    public long Objects => ValueOf("master_key_count");

    /// <summary>Number of objects that were stored since the master started, including those that are gone.</summary>
    public long StoredObjects => ValueOf("master_value_size_bytes_count");

    /// <summary>Number of clients that the master hears from.</summary>
    public long Clients => ValueOf("master_active_clients");

    /// <summary>Bytes that objects occupy.</summary>
    public long UsedBytes => ValueOf("master_allocated_bytes");

    /// <summary>Size of all segments in bytes.</summary>
    public long TotalBytes => ValueOf("master_total_capacity_bytes");

    /// <summary>Number of objects that were looked up for a read.</summary>
    public long Lookups => ValueOf("master_get_replica_list_requests_total") + ValueOf("master_batch_get_replica_list_items_total");

    /// <summary>Number of lookups that found no object.</summary>
    public long FailedLookups =>
        ValueOf("master_get_replica_list_failures_total") + ValueOf("master_batch_get_replica_list_failed_items_total");

    /// <summary>The share of lookups that found an object, from 0 to 1; null before the first lookup.</summary>
    public double? HitRatio => Lookups > 0 ? 1 - ((double)FailedLookups / Lookups) : null;

    /// <summary>Number of objects that were evicted.</summary>
    public long EvictedObjects => ValueOf("master_evicted_key_count");

    /// <summary>Bytes of the objects that were evicted.</summary>
    public long EvictedBytes => ValueOf("master_evicted_size_bytes");

    private long ValueOf(string name) => (long)All.GetValueOrDefault(name);
}
