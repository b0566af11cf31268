namespace Mooncake.Embedded.Clusters;

/// <summary>The lease that a read grants.</summary>
/// <param name="Until">Its end, in the clock's ticks.</param>
/// <param name="EnoughUntil">An object whose lease lasts until this time or longer needs no new one.</param>
internal readonly record struct Lease(long Until, long EnoughUntil)
{
    /// <summary>No lease.</summary>
    internal static Lease None => new(0, long.MinValue);
}
