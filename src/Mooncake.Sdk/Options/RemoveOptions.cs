namespace Mooncake;

/// <summary>How objects are removed. Immutable.</summary>
public sealed class RemoveOptions
{
    /// <summary>Removes objects even if they are leased.</summary>
    public static RemoveOptions Forced { get; } = new() { Force = true };

    /// <summary>Waits until leases have expired.</summary>
    public static RemoveOptions Waiting { get; } = new() { WaitForLease = true };

    /// <summary>True to remove an object even if it is leased.</summary>
    /// <value>False unless set.</value>
    public bool Force { get; init; }

    /// <summary>True to wait within the operation's timeout until the object has no lease.</summary>
    /// <value>False unless set.</value>
    public bool WaitForLease { get; init; }
}
