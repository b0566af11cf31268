using MemoryPack;

namespace Mooncake.Packed;

/// <summary>
/// A tree whose levels take much stack: MemoryPack has a call for the dictionary, one for the list, and several for the node.
/// </summary>
[MemoryPackable]
[StoreKey("packed-tree/{Id}")]
public sealed partial class PackedTree
{
    public int Id { get; init; }

    public Dictionary<string, List<PackedTree>>? Children { get; init; }

    /// <summary>A chain of nodes with one child each.</summary>
    internal static PackedTree Chain(int id, int levels)
    {
        PackedTree tree = new() { Id = id };
        for (int i = 1; i < levels; i++)
        {
            tree = new PackedTree { Id = id, Children = new() { ["child"] = [tree] } };
        }

        return tree;
    }
}

/// <summary>A type of emitted code with a member that MemoryPack's formatter writes.</summary>
[StoreKey("packed-forest/{Id}")]
public sealed partial record PackedForest(int Id, Queue<PackedTree> Trees);
