namespace Mooncake.BadInput;

/// <summary>A store, and what goes with it in calls.</summary>
/// <param name="Store">The store.</param>
/// <param name="Buffer">Memory that is registered with it.</param>
/// <param name="Set">A typed set.</param>
public sealed record BadInputStores(MooncakeStore Store, RegisteredMemory Buffer, StoreSet<BlockKey, Block> Set)
{
    /// <summary>Raw objects.</summary>
    internal RawObjects Raw => Store.Raw;
}
