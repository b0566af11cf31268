namespace Mooncake;

/// <summary>How objects are removed. Immutable.</summary>
public sealed class RemoveOptions
{
    /// <summary>Removes under a lease as well.</summary>
    public static RemoveOptions Forced { get; } = new() { Force = true };

    /// <summary>Waits until leases have run out.</summary>
    public static RemoveOptions Waiting { get; } = new() { WaitForLease = true };

    /// <summary>True to remove an object even while a reader holds a lease on it.</summary>
    /// <value>False unless set.</value>
    public bool Force { get; init; }

    /// <summary>True to wait, within the operation's timeout, until no lease is held.</summary>
    /// <value>False unless set.</value>
    public bool WaitForLease { get; init; }
}
