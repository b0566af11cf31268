namespace Mooncake.Embedded;

/// <summary>
/// The behaviour of an embedded cluster. Equal by value, so that the options of two clients of one named cluster can be compared.
/// </summary>
/// <remarks>The sizes of a client's segment and staging buffer are arguments of its setup, not of the cluster.</remarks>
public sealed record EmbeddedOptions
{
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(365);

    /// <summary>
    /// The cluster to join or open, shared by name inside the process and closed with its last client; null for a cluster used by this
    /// backend alone.
    /// </summary>
    /// <value>The default is null.</value>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string? ClusterName
    {
        get;
        init => field = value is { Length: 0 }
            ? throw new ArgumentException("The cluster name is empty; use null for a private cluster.", nameof(value))
            : value;
    }

    /// <summary>How long a read protects an object from removal and eviction: 0 (no leases) to 365 days.</summary>
    /// <value>The default is 10 seconds. On the system's clock it is accurate to some milliseconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan LeaseDuration
    {
        get;
        init => field = CheckDuration(value, nameof(LeaseDuration));
    } = TimeSpan.FromSeconds(10);

    /// <summary>How long a soft pin lasts, counted from the put: 0 (no soft pins) to 365 days.</summary>
    /// <value>The default is 30 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan SoftPinDuration
    {
        get;
        init => field = CheckDuration(value, nameof(SoftPinDuration));
    } = TimeSpan.FromMinutes(30);

    /// <summary>The used share of the cluster's capacity at which eviction starts: above 0, at most 1.</summary>
    /// <value>The default is 0.9.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public double EvictionWatermark
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(EvictionWatermark), value, "The eviction watermark must be above 0 and at most 1.");
    } = 0.9;

    /// <summary>The share of the cluster's capacity that one round of eviction frees below the watermark: 0 to 1.</summary>
    /// <value>The default is 0.05.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public double EvictionRatio
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(EvictionRatio), value, "The eviction ratio must be between 0 and 1.");
    } = 0.05;

    /// <summary>
    /// The time limit for matching in a removal by regular expression, after which it removes nothing: above 0, at most an hour. Ten
    /// microseconds are added for each object of the cluster.
    /// </summary>
    /// <remarks>A pattern that takes more than a million steps for one key also ends the removal, immediately.</remarks>
    /// <value>The default is 1 second.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan RegexBudget
    {
        get;
        init => field = value > TimeSpan.Zero && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(RegexBudget), value, "The regex budget must be above 0 and at most an hour.");
    } = TimeSpan.FromSeconds(1);

    private static TimeSpan CheckDuration(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero || value > LongestDuration)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be between 0 and {LongestDuration.TotalDays:0} days.");
        }

        return value;
    }
}
