using System.Runtime.CompilerServices;

namespace Mooncake.Embedded.Clusters;

/// <content>Loads into the processor's cache what the calls that follow will read.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>Keys whose memory is loaded at the same time. More would displace each other from the first-level cache.</summary>
    private const int PrefetchedTogether = 32;

    /// <summary>Starts to load slots and entries of keys, and the first bytes of their objects or what replacing them changes.</summary>
    /// <remarks>
    /// Each of the three passes reads what the pass before has requested, so the waits for memory overlap. Nothing is protected: entries
    /// may change meanwhile, and then the wrong memory is loaded.
    /// </remarks>
    [SkipLocalsInit]
    internal void Prefetch(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, bool values)
    {
        ulong* hashes = stackalloc ulong[PrefetchedTogether];
        int* ids = stackalloc int[PrefetchedTogether];
        while (!keys.IsEmpty)
        {
            int count = Math.Min(keys.Length, PrefetchedTogether);
            for (int i = 0; i < count; i++)
            {
                hashes[i] = _hash.Compute((byte*)keys[i], keyLengths[i]);
                ShardOf(hashes[i]).PrefetchSlot(hashes[i]);
            }

            for (int i = 0; i < count; i++)
            {
                ids[i] = ShardOf(hashes[i]).PrefetchEntry(hashes[i]);
            }

            for (int i = 0; i < count; i++)
            {
                if (ids[i] != 0 && values)
                {
                    Entries.PrefetchValue(ids[i]);
                }
                else if (ids[i] != 0)
                {
                    Entries.PrefetchNeighbors(ids[i]);
                }
            }

            keys = keys[count..];
            keyLengths = keyLengths[count..];
        }
    }
}
