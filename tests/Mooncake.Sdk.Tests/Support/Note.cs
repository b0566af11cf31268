namespace Mooncake.Support;

/// <summary>A record without a trailer: what other MemoryPack writers store.</summary>
[StoreKey("note/{Id}", Integrity = StoreIntegrity.None)]
public sealed partial record Note(int Id, string Text);
