namespace KvCacheReplay;

/// <summary>What the command line asks for.</summary>
/// <param name="Trace">The trace, or null for a small one made up.</param>
/// <param name="Connect">A connection string, or null for an embedded store sized for the trace.</param>
/// <param name="BlockBytes">Payload of a block in bytes.</param>
/// <param name="CapacityBlocks">How many blocks the embedded store is to hold, or null for all of the trace.</param>
internal sealed record ReplaySettings(FileInfo? Trace, string? Connect, int BlockBytes, int? CapacityBlocks);
