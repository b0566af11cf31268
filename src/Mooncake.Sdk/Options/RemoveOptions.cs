namespace Mooncake;

/// <summary>
/// How a removal treats leased objects. By default, the removal of one object fails with <see cref="StoreErrorCode.ObjectHasLease"/>, and a
/// removal of many skips it. Immutable.
/// </summary>
public sealed class RemoveOptions
{
    /// <summary>Removes objects even if they are leased.</summary>
    public static RemoveOptions Forced { get; } = new() { Force = true };

    /// <summary>Waits until leases have expired.</summary>
    public static RemoveOptions Waiting { get; } = new() { WaitForLease = true };

    /// <summary>True to remove objects even if they are leased, without waiting.</summary>
    /// <value>False unless set.</value>
    public bool Force { get; init; }

    /// <summary>
    /// True to wait, within the operation's timeout, until no object to be removed is leased. If leases last longer, the result is
    /// <see cref="StoreErrorCode.ObjectHasLease"/>; a removal of many has then removed the objects without a lease
    /// (<see cref="WriteOutcome.PartlyApplied"/>). A cluster cannot wait in a removal of many: the result is
    /// <see cref="StoreErrorCode.EngineLacksCapability"/>, with nothing removed.
    /// </summary>
    /// <value>False unless set.</value>
    public bool WaitForLease { get; init; }
}
