using Mooncake;

namespace WarmCache;

/// <summary>A rendered page that is worth keeping over a restart.</summary>
[StoreKey("page/{Id:D6}")]
public sealed partial record Page(int Id, string Title, ReadOnlyMemory<byte> Body);
