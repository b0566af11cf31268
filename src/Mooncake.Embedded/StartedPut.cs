using Mooncake.Backends;
using Mooncake.Embedded.Clusters;

namespace Mooncake.Embedded;

/// <summary>
/// A put to the engine in the process whose bytes are written where the object will lie: <see cref="EmbeddedStoreBackend.StartPut"/> finds room, the
/// caller writes, <see cref="End"/> makes the object known. Until then nobody else sees it.
/// </summary>
/// <remarks>To be disposed: what was not ended is revoked then, and the room given back.</remarks>
public unsafe ref struct StartedPut : IDisposable
{
    /// <summary>The object.</summary>
    internal NewObject Item;

    /// <summary>Where it has room; null if there is nothing to write, or no longer.</summary>
    internal Cluster? Cluster;

    /// <summary>Where it is to be known.</summary>
    internal Arena? Arena;

    /// <summary>The caller's configuration, or null.</summary>
    internal ReplicateConfig* Config;

    /// <summary>
    /// Where the object's bytes go: as many as the put was started with, all of them, their content undefined before. Null if there is nothing to
    /// write: the put has failed, or the key was seen to have an object already, which it keeps. Small puts do not always look.
    /// </summary>
    public readonly byte* Bytes => Cluster is null ? null : Item.Placement.First.Address;

    /// <summary>Makes the object known, unless its key was taken meanwhile. The key and the configuration of the start must still be there.</summary>
    /// <returns>0, also if the key has another object now, which it keeps; -200 if there is no memory left for what has to be known of it.</returns>
    public int End()
    {
        if (Cluster is not { } cluster)
        {
            return 0;
        }

        Cluster = null;
        return cluster.EndPut(Arena!, ref Item, Config);
    }

    /// <summary>Revokes the put, unless it was ended.</summary>
    public void Dispose()
    {
        if (Cluster is { } cluster)
        {
            Cluster = null;
            cluster.Discard(ref Item);
        }
    }
}
