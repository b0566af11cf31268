namespace Mooncake.Embedded;

/// <summary>
/// The options of an embedded cluster. A property does not take a value that is out of its range. Equal by value, so that two clients of
/// one named cluster can be compared.
/// </summary>
/// <remarks>The sizes of a client's segment and staging buffer are arguments of its setup, not options of the cluster.</remarks>
public sealed record EmbeddedOptions
{
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(365);

    /// <summary>
    /// The name under which clients of this process share one cluster, or null for a private cluster. The cluster ends with its last
    /// client. Clients that share it must agree on all options.
    /// </summary>
    /// <value>The default is null.</value>
    /// <exception cref="ArgumentException">The name is empty or white space, or has a control character.</exception>
    public string? ClusterName
    {
        get;
        set => field = value is not null && (string.IsNullOrWhiteSpace(value) || value.Any(char.IsControl))
            ? throw new ArgumentException(
                "A cluster name must have a visible character and no control characters; use null for a private cluster.", nameof(value))
            : value;
    }

    /// <summary>How long a read protects an object from removal and eviction: 0 (no leases) to 365 days.</summary>
    /// <value>The default is 10 seconds. On the system's clock it is accurate to some milliseconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan LeaseDuration
    {
        get;
        set => field = CheckDuration(value, nameof(LeaseDuration));
    } = TimeSpan.FromSeconds(10);

    /// <summary>How long a soft pin lasts, counted from the put: 0 (no soft pins) to 365 days.</summary>
    /// <value>The default is 30 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan SoftPinDuration
    {
        get;
        set => field = CheckDuration(value, nameof(SoftPinDuration));
    } = TimeSpan.FromMinutes(30);

    /// <summary>The used share of the cluster's capacity at which eviction starts: above 0, at most 1.</summary>
    /// <value>The default is 0.9.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public double EvictionWatermark
    {
        get;
        set => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(EvictionWatermark), value, "The eviction watermark must be above 0 and at most 1.");
    } = 0.9;

    /// <summary>The share of the cluster's capacity that one round of eviction frees below the watermark: 0 to 1.</summary>
    /// <value>The default is 0.05.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public double EvictionRatio
    {
        get;
        set => field = value is >= 0 and <= 1
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
        set => field = value > TimeSpan.Zero && value <= TimeSpan.FromHours(1)
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
