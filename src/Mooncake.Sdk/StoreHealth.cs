namespace Mooncake;

/// <summary>The health of a store.</summary>
public enum StoreHealth
{
    /// <summary>Operations can be expected to succeed.</summary>
    Healthy = 0,

    /// <summary>The store was disposed.</summary>
    Closed = 1,

    /// <summary>The master is unreachable; operations fail until it is reachable again.</summary>
    Unreachable = 2,

    /// <summary>The store is not open yet.</summary>
    NotOpen = 3,

    /// <summary>
    /// Reads succeed and writes fail, as on a full disk. Only <c>durable://</c> reports this state; the errors of the writes contain the
    /// cause.
    /// </summary>
    WritesFail = 4,
}
