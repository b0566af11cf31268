using System.Numerics;

namespace Mooncake.Pipeline;

/// <summary>Finds the keys that stand in a batch already. Belongs to one lane.</summary>
internal sealed unsafe class BatchKeys
{
    private readonly int[] _slots;

    /// <summary>Creates an empty table.</summary>
    /// <param name="capacity">The most keys of a batch.</param>
    internal BatchKeys(int capacity) => _slots = new int[BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];

    /// <summary>Forgets all keys.</summary>
    internal void Clear() => Array.Clear(_slots);

    /// <summary>Finds a key, or remembers it.</summary>
    /// <param name="key">The key's text.</param>
    /// <param name="place">Its place in the batch, if it is new.</param>
    /// <param name="keys">Pointers to the texts of the keys by place.</param>
    /// <param name="keyLengths">Their lengths.</param>
    /// <returns>The place at which the key stands already, or -1.</returns>
    internal int FindOrAdd(ReadOnlySpan<byte> key, int place, ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths)
    {
        HashCode hash = default;
        hash.AddBytes(key);
        int mask = _slots.Length - 1;
        int slot = hash.ToHashCode() & mask;
        while (_slots[slot] != 0)
        {
            int earlier = _slots[slot] - 1;
            if (key.SequenceEqual(new ReadOnlySpan<byte>((void*)keys[earlier], keyLengths[earlier])))
            {
                return earlier;
            }

            slot = (slot + 1) & mask;
        }

        _slots[slot] = place + 1;
        return -1;
    }
}
