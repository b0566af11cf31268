namespace Mooncake;

/// <summary>Whether a retry of the same operation can succeed.</summary>
public enum RetryClass : byte
{
    /// <summary>No: arguments, bytes or configuration must change first.</summary>
    Never = 0,

    /// <summary>Yes, immediately: the cause was a race.</summary>
    Immediately = 1,

    /// <summary>Yes, after a pause: the store is full or busy, or the object is leased.</summary>
    AfterBackoff = 2,

    /// <summary>Yes, once the cluster is reachable again.</summary>
    WhenReachable = 3,
}
