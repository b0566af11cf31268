using Mooncake.Options;

namespace Mooncake;

/// <summary>
/// How an object is stored: replication, pins, a time to live, and what happens to an existing object. Immutable; create one and use it for
/// many puts.
/// </summary>
public sealed class PutOptions
{
    private readonly int _replicaCount = 1;
    private readonly TimeSpan? _timeToLive;
    private readonly IfExists _ifExists;
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
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(ReplicaCount));
            _replicaCount = value;
        }
    }

    /// <summary>True to evict the object only if nothing else can be evicted, until the soft pin expires (30 minutes by default).</summary>
    /// <value>False unless set.</value>
    public bool SoftPin { get; init; }

    /// <summary>True to never evict the object: it is kept until it is removed or expires.</summary>
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
            ArgumentNullException.ThrowIfNull(value, nameof(PreferredSegments));
            string[] copy = [.. value];
            foreach (string name in copy)
            {
                ArgumentException.ThrowIfNullOrEmpty(name, nameof(PreferredSegments));
                if (name.Contains('\0', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"The segment name '{name}' contains a NUL character.", nameof(PreferredSegments));
                }
            }

            _preferredSegments = copy;
        }
    }

    /// <summary>Time to live, counted from when the object is stored; afterwards it is missing. Null for no limit.</summary>
    /// <value>
    /// Null unless set; above zero. A cluster does not support expiry: there a put with a time to live fails with
    /// <see cref="StoreErrorCode.EngineLacksCapability"/>.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative.</exception>
    public TimeSpan? TimeToLive
    {
        get => _timeToLive;
        init
        {
            if (value is { } time)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(TimeToLive));
            }

            _timeToLive = value;
        }
    }

    /// <summary>What a put does if its key already has an object. A replacement (<c>ReplaceAsync</c>) always replaces.</summary>
    /// <value>
    /// <see cref="IfExists.Keep"/> unless set. A cluster supports no other value: there a put with another one fails with
    /// <see cref="StoreErrorCode.EngineLacksCapability"/>.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public IfExists IfExists
    {
        get => _ifExists;
        init
        {
            _ifExists = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(
                nameof(IfExists), value, "The value must be Keep, Fail or Replace.");
        }
    }

    /// <summary>True if a put with these options needs an engine with conditional writes.</summary>
    internal bool NeedsConditionalWriter => _ifExists != IfExists.Keep || _timeToLive is not null;

    /// <summary>The native structure for the ABI, created at first use and valid as long as this object lives.</summary>
    internal ReplicateConfigBlock Native
    {
        get
        {
            // Two threads may both create one; the loser's is freed by its finalizer.
            ReplicateConfigBlock? native = Volatile.Read(ref _native);
            return native ?? Interlocked.CompareExchange(ref _native, native = new ReplicateConfigBlock(this), null) ?? native;
        }
    }
}
