namespace Mooncake;

/// <summary>How an object is replaced. Immutable.</summary>
public sealed class ReplaceOptions
{
    /// <summary>Replaces at once, even while a reader holds a lease on the old object.</summary>
    public static ReplaceOptions Forced { get; } = new() { Force = true };

    /// <summary>Replication and pins of the new object, or null for the default.</summary>
    /// <value>Null unless set.</value>
    public PutOptions? Put { get; init; }

    /// <summary>
    /// On a cluster: true to remove the old object even while a reader holds a lease on it, false to wait, within the operation's timeout, until no
    /// lease is held. The embedded engine replaces at once in either case, and a reader keeps what it has read.
    /// </summary>
    /// <value>False unless set.</value>
    public bool Force { get; init; }
}
