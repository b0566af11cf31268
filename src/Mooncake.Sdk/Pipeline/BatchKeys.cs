using System.Numerics;

namespace Mooncake.Pipeline;

/// <summary>Finds duplicate keys in a batch. Used by one lane.</summary>
internal sealed unsafe class BatchKeys
{
    private readonly int[] _slots;

    /// <summary>Creates an empty table.</summary>
    /// <param name="capacity">The maximum number of keys in a batch.</param>
    internal BatchKeys(int capacity) => _slots = new int[BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];

    /// <summary>Removes all keys.</summary>
    internal void Clear() => Array.Clear(_slots);

    /// <summary>Finds a key, or adds it.</summary>
    /// <param name="key">The key's text.</param>
    /// <param name="place">Its index in the batch, if it is new.</param>
    /// <param name="keys">Pointers to the texts of the keys by index.</param>
    /// <param name="keyLengths">Their lengths.</param>
    /// <returns>The index of the same key in the batch, or -1.</returns>
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
