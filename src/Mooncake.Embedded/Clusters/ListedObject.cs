namespace Mooncake.Embedded.Clusters;

/// <summary>An object at the time when a shard listed it: its entry may represent another one since.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Generation">The generation of the entry for this object.</param>
internal readonly record struct ListedObject(int Id, int Generation);
