namespace Mooncake;

/// <summary>How an object is replaced. Immutable.</summary>
public sealed class ReplaceOptions
{
    private readonly PutOptions? _put;

    /// <summary>Replaces immediately, even while a reader has a lease on the old object.</summary>
    public static ReplaceOptions Forced { get; } = new() { Force = true };

    /// <summary>Replication, pins and time to live of the new object, or null for the default.</summary>
    /// <value>
    /// Null unless set. A replacement always replaces: <see cref="PutOptions.IfExists"/> must not be <see cref="IfExists.Fail"/>.
    /// </value>
    /// <exception cref="ArgumentException">The options ask to fail if an object exists.</exception>
    public PutOptions? Put
    {
        get => _put;
        init => _put = value is { IfExists: IfExists.Fail }
            ? throw new ArgumentException(
                "A replacement cannot fail because an object exists; use PutAsync with IfExists.Fail.", nameof(value))
            : value;
    }

    /// <summary>
    /// On a cluster: true to remove the old object even while a reader has a lease on it, false to wait, within the operation's timeout,
    /// until no lease remains. The embedded and durable engines replace immediately in either case, and a reader keeps what it has read.
    /// </summary>
    /// <value>False unless set.</value>
    public bool Force { get; init; }
}
