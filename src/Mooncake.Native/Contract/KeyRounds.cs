using System.Buffers;
using System.Numerics;

namespace Mooncake.Native;

/// <summary>Tells for each item of a batch how many earlier items have the same key.</summary>
internal static unsafe class KeyRounds
{
    /// <summary>The round of an item that a guard has refused and no call carries.</summary>
    internal const int None = -1;

    private const int StackSlots = 1024;

    /// <summary>Fills the rounds, in time proportional to the batch, whatever the keys are.</summary>
    /// <returns>The number of rounds: 0 if every item was refused, 1 if no key stands twice.</returns>
    internal static int Assign<TResult>(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<TResult> refusals, bool takesDuplicateKeys, Span<int> rounds)
        where TResult : unmanaged, IBinaryInteger<TResult>
    {
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)keys.Length * 2);
        int[]? rented = slots > StackSlots ? ArrayPool<int>.Shared.Rent(slots) : null;
        Span<int> lastPlace = rented is null ? stackalloc int[slots] : rented.AsSpan(0, slots);
        lastPlace.Clear();

        int count = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (refusals[i] != TResult.Zero)
            {
                rounds[i] = None;
                continue;
            }

            rounds[i] = takesDuplicateKeys ? 0 : RoundOf(i, keys, keyLengths, rounds, lastPlace);
            count = Math.Max(count, rounds[i] + 1);
        }

        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }

        return count;
    }

    private static int RoundOf(int item, ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<int> rounds, Span<int> lastPlace)
    {
        ReadOnlySpan<byte> key = new((void*)keys[item], keyLengths[item]);

        // HashCode is seeded by the process, so that hostile keys cannot make the probing quadratic.
        HashCode hash = default;
        hash.AddBytes(key);
        int mask = lastPlace.Length - 1;
        int slot = hash.ToHashCode() & mask;
        while (lastPlace[slot] != 0)
        {
            int earlier = lastPlace[slot] - 1;
            if (key.SequenceEqual(new ReadOnlySpan<byte>((void*)keys[earlier], keyLengths[earlier])))
            {
                lastPlace[slot] = item + 1;
                return rounds[earlier] + 1;
            }

            slot = (slot + 1) & mask;
        }

        lastPlace[slot] = item + 1;
        return 0;
    }
}
