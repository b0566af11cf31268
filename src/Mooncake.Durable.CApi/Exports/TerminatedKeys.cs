using System.Buffers;
using Mooncake.Durable.Engine;

namespace Mooncake.Durable.CApi.Exports;

/// <summary>Keys as C programs get them: each ends with a NUL.</summary>
internal static class TerminatedKeys
{
    /// <summary>Keys of one page at most.</summary>
    private const int MostKeys = 4096;

    /// <summary>Lists the keys that begin with a prefix, behind a given one.</summary>
    /// <param name="store">The store, whose count the caller holds.</param>
    /// <param name="prefix">What the keys begin with; may be empty.</param>
    /// <param name="after">The key behind which to begin; empty for the first one.</param>
    /// <param name="keys">Gets the keys, one behind the other, each with a NUL.</param>
    /// <returns>How many; 0 at the end; -20041 if the next key alone does not fit; or another negative code.</returns>
    internal static long Scan(ObjectStore store, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> after, Span<byte> keys)
    {
        // A NUL takes a byte for each key, of which none is empty.
        int most = Math.Min(MostKeys, keys.Length / 2);
        if (most == 0)
        {
            return (int)StoreErrorCode.BufferTooSmall;
        }

        // Without the last byte, which the NUL of a single key needs.
        int[] lengths = ArrayPool<int>.Shared.Rent(most);
        int count = store.ScanKeys(prefix, after, isInclusive: after.IsEmpty, keys[..^1], lengths.AsSpan(0, most));
        int taken = 0;
        int packed = 0;
        while (taken < count && packed + lengths[taken] + taken < keys.Length)
        {
            packed += lengths[taken++];
        }

        Terminate(keys, lengths.AsSpan(0, taken), packed);
        ArrayPool<int>.Shared.Return(lengths);
        return count <= 0 ? count : taken;
    }

    /// <summary>
    /// Puts a NUL behind each of some keys that lie one behind the other. The last key moves first, so that none is overwritten.
    /// </summary>
    /// <param name="keys">The keys, and room for the NULs.</param>
    /// <param name="lengths">Their lengths.</param>
    /// <param name="end">Where the last key ends.</param>
    private static void Terminate(Span<byte> keys, ReadOnlySpan<int> lengths, int end)
    {
        for (int i = lengths.Length - 1; i >= 0; i--)
        {
            int start = end - lengths[i];
            keys[start..end].CopyTo(keys[(start + i)..]);
            keys[end + i] = 0;
            end = start;
        }
    }

    /// <summary>Finds the greatest key that is not above a given one.</summary>
    /// <param name="store">The store, whose count the caller holds.</param>
    /// <param name="key">The given key.</param>
    /// <param name="floor">Gets the key and a NUL.</param>
    /// <returns>The key's length without its NUL; -704; -20041 if it does not fit; or another negative code.</returns>
    internal static long Floor(ObjectStore store, ReadOnlySpan<byte> key, Span<byte> floor)
    {
        int length = store.FloorKey(prefix: default, key, isInclusive: true, floor);
        if (length >= floor.Length)
        {
            floor[..Math.Min(1, floor.Length)].Clear();
            return (int)StoreErrorCode.BufferTooSmall;
        }

        if (length >= 0)
        {
            floor[length] = 0;
        }

        return length;
    }
}
