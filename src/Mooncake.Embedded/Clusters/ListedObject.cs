namespace Mooncake.Embedded.Clusters;

/// <summary>An object as it was when a shard listed it: its entry may stand for another one since.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Generation">Which of the objects of that entry it was.</param>
internal readonly record struct ListedObject(int Id, int Generation);
