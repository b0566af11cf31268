using Mooncake.Options;

namespace Mooncake;

/// <summary>Replication and pins of an object. Immutable; create one and use it for many puts.</summary>
public sealed class PutOptions
{
    private readonly int _replicaCount = 1;
    private readonly IReadOnlyList<string> _preferredSegments = [];
    private ReplicateConfigBlock? _native;

    /// <summary>Number of replicas, each in a different segment. The store silently reduces it to the number of segments.</summary>
    /// <value>1 unless set; at least 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int ReplicaCount
    {
        get => _replicaCount;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _replicaCount = value;
        }
    }

    /// <summary>True to evict the object only if nothing else can be evicted, until the soft pin ends (30 minutes by default).</summary>
    /// <value>False unless set.</value>
    public bool SoftPin { get; init; }

    /// <summary>True to never evict the object, which stays until it is removed.</summary>
    /// <value>False unless set.</value>
    public bool HardPin { get; init; }

    /// <summary>Preferred segments for replicas if they have free memory: the host names of clients.</summary>
    /// <value>None unless set.</value>
    /// <exception cref="ArgumentException">A name is null, empty, or contains a NUL.</exception>
    public IReadOnlyList<string> PreferredSegments
    {
        get => _preferredSegments;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            string[] copy = [.. value];
            foreach (string name in copy)
            {
                ArgumentException.ThrowIfNullOrEmpty(name, nameof(PreferredSegments));
                if (name.Contains('\0', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"The segment name '{name}' contains a NUL character.", nameof(value));
                }
            }

            _preferredSegments = copy;
        }
    }

    /// <summary>The memory that the ABI takes, made at first use and kept as long as this object lives.</summary>
    internal ReplicateConfigBlock Native
    {
        get
        {
            // Two threads may both make one; the loser's is freed by its finalizer.
            ReplicateConfigBlock? native = Volatile.Read(ref _native);
            return native ?? Interlocked.CompareExchange(ref _native, native = new ReplicateConfigBlock(this), null) ?? native;
        }
    }
}
