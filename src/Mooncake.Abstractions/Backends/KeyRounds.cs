using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using Mooncake.Shared;

namespace Mooncake.Backends;

/// <summary>Computes for each item of a batch how many earlier items have the same key.</summary>
internal static unsafe class KeyRounds
{
    /// <summary>The round of an item that a guard rejected; no call includes it.</summary>
    internal const int None = -1;

    private const int StackSlots = 1024;

    /// <summary>Maximum probes past other keys per item; with a uniform hash the average is below one.</summary>
    private const int Patience = 4;

    // Seeded, so that hostile keys cannot make the probing quadratic.
    private static readonly KeyHash Hash = new();

    /// <summary>
    /// False if no key occurs more than once; true if one does, or if that cannot be excluded at this cost. Every batch is checked; few
    /// have one.
    /// </summary>
    /// <param name="keys">Keys that no guard has rejected.</param>
    /// <param name="keyLengths">Their lengths.</param>
    [SkipLocalsInit]
    internal static bool MayStandTwice(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths)
    {
        ulong[]? rented = RentSlots(keys.Length);
        Span<ulong> slots = rented ?? stackalloc ulong[StackSlots];
        slots = slots[..SlotsFor(keys.Length)];
        slots.Clear();

        // Keys usually differ at their ends. If many do not, the code that assigns the rounds examines all of them.
        int patience = keys.Length * Patience;
        bool may = false;
        for (int i = 0; i < keys.Length && !may; i++)
        {
            ulong hash = Hash.ComputeOfEnd((byte*)keys[i], keyLengths[i]);
            may = Exchange(slots, i, hash, keys, keyLengths, ref patience) >= 0 || patience < 0;
        }

        Return(rented);
        return may;
    }

    /// <summary>Assigns the rounds, in time proportional to the size of the batch, for any keys.</summary>
    /// <returns>The number of rounds: 0 if every item was rejected, 1 if there are no duplicate keys.</returns>
    [SkipLocalsInit]
    internal static int Assign<TResult>(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<TResult> refusals, bool takesDuplicateKeys, Span<int> rounds)
        where TResult : unmanaged, IBinaryInteger<TResult>
    {
        ulong[]? rented = RentSlots(keys.Length);
        Span<ulong> slots = rented ?? stackalloc ulong[StackSlots];
        slots = slots[..SlotsFor(keys.Length)];
        slots.Clear();
        int patience = 0;
        int count = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (refusals[i] != TResult.Zero)
            {
                rounds[i] = None;
                continue;
            }

            int earlier = takesDuplicateKeys
                ? -1
                : Exchange(slots, i, Hash.Compute((byte*)keys[i], keyLengths[i]), keys, keyLengths, ref patience);
            rounds[i] = earlier < 0 ? 0 : rounds[earlier] + 1;
            count = Math.Max(count, rounds[i] + 1);
        }

        Return(rented);
        return count;
    }

    /// <summary>Adds an item to the table, in place of the last one with the same key.</summary>
    /// <param name="slots">A power of two of slots: the high half of the key's hash and the item's index counted from 1, or 0.</param>
    /// <param name="item">The item.</param>
    /// <param name="hash">The hash of its key.</param>
    /// <param name="keys">The batch's keys.</param>
    /// <param name="keyLengths">Their lengths.</param>
    /// <param name="patience">Decremented for each slot of another key that was passed.</param>
    /// <returns>The earlier item, or -1.</returns>
    private static int Exchange(
        Span<ulong> slots, int item, ulong hash, ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ref int patience)
    {
        ulong entry = (hash >> 32 << 32) | ((uint)item + 1);
        int mask = slots.Length - 1;
        for (int place = (int)hash & mask; ; place = (place + 1) & mask)
        {
            ulong slot = slots[place];
            if (slot == 0)
            {
                slots[place] = entry;
                return -1;
            }

            int earlier = (int)slot - 1;
            if ((slot ^ entry) >> 32 == 0
                && new ReadOnlySpan<byte>((byte*)keys[item], keyLengths[item]).SequenceEqual(
                    new ReadOnlySpan<byte>((byte*)keys[earlier], keyLengths[earlier])))
            {
                slots[place] = entry;
                return earlier;
            }

            patience--;
        }
    }

    private static int SlotsFor(int items) => (int)BitOperations.RoundUpToPowerOf2((uint)items * 2);

    private static ulong[]? RentSlots(int items) => SlotsFor(items) > StackSlots ? ArrayPool<ulong>.Shared.Rent(SlotsFor(items)) : null;

    private static void Return(ulong[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }
}
