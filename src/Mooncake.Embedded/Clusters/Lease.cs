namespace Mooncake.Embedded.Clusters;

/// <summary>The lease that a read grants.</summary>
/// <param name="Until">Its end, in the clock's ticks.</param>
/// <param name="EnoughUntil">An object whose lease lasts to here or longer need not be granted a new one.</param>
internal readonly record struct Lease(long Until, long EnoughUntil)
{
    /// <summary>No lease at all.</summary>
    internal static Lease None => new(0, long.MinValue);
}
