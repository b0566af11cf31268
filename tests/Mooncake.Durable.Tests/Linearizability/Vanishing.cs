namespace Mooncake.Durable.Tests.Linearizability;

/// <summary>How an object may be gone that nobody has removed.</summary>
internal enum Vanishing
{
    /// <summary>It may not.</summary>
    Never,

    /// <summary>It may be evicted at any time, and is gone then.</summary>
    Evicted,

    /// <summary>
    /// It may expire. If that happens while a write is under way that has found it and gives it a later expiry, or replaces it, reads miss
    /// it for a moment. So a read that misses it says nothing about the next one.
    /// </summary>
    Expired,
}
