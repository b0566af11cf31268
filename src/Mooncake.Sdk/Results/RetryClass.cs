namespace Mooncake;

/// <summary>Whether the same operation, tried again, can succeed.</summary>
public enum RetryClass : byte
{
    /// <summary>No: the arguments, the bytes or the configuration have to change first.</summary>
    Never = 0,

    /// <summary>Yes, at once: the cause was a race that is over.</summary>
    Immediately = 1,

    /// <summary>Yes, after a pause: the store is full, busy, or the object is leased.</summary>
    AfterBackoff = 2,

    /// <summary>Yes, once the cluster is reachable again.</summary>
    WhenReachable = 3,
}
