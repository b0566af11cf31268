using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Mooncake.Embedded.Index;

/// <summary>A seeded 64-bit hash over key bytes: folded 128-bit multiplication, 16 bytes a step.</summary>
/// <remarks>
/// The seeds are random for each cluster and never leave it, so that nobody can choose keys that fall into one place. Every bit
/// of the result is used: the low half for the slot, bits 32 to 39 for the shard, the top 24 as the tag.
/// </remarks>
internal sealed unsafe class KeyHash
{
    private readonly ulong _seed0;
    private readonly ulong _seed1;
    private readonly ulong _seed2;

    /// <summary>Draws fresh seeds.</summary>
    internal KeyHash()
    {
        Span<ulong> seeds = stackalloc ulong[3];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(seeds));
        (_seed0, _seed1, _seed2) = (seeds[0], seeds[1] | 1, seeds[2] | 1);
    }

    /// <summary>Uses the given seeds, for tests.</summary>
    internal KeyHash(ulong seed0, ulong seed1, ulong seed2) => (_seed0, _seed1, _seed2) = (seed0, seed1, seed2);

    /// <summary>The hash of <paramref name="length"/> bytes, 0 or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Compute(byte* key, int length)
    {
        ulong state = _seed0 ^ (uint)length;
        ulong first;
        ulong second;
        if (length <= 16)
        {
            if (length >= 8)
            {
                first = Read64(key);
                second = Read64(key + length - 8);
            }
            else if (length >= 4)
            {
                first = Read32(key);
                second = Read32(key + length - 4);
            }
            else if (length > 0)
            {
                first = ((ulong)key[0] << 16) | ((ulong)key[length >> 1] << 8) | key[length - 1];
                second = 0;
            }
            else
            {
                first = second = 0;
            }
        }
        else
        {
            byte* last = key + length - 16;
            if (length > 32)
            {
                // Two lanes side by side: half the way to wait for the multiplier.
                ulong other = _seed2;
                do
                {
                    state = Fold(Read64(key) ^ _seed1, Read64(key + 8) ^ state);
                    other = Fold(Read64(key + 16) ^ _seed0, Read64(key + 24) ^ other);
                    key += 32;
                }
                while (key + 16 < last);

                state ^= other;
            }

            if (key < last)
            {
                state = Fold(Read64(key) ^ _seed1, Read64(key + 8) ^ state);
            }

            first = Read64(last);
            second = Read64(last + 8);
        }

        return Fold(Fold(first ^ _seed1, second ^ state) ^ _seed2, (ulong)(uint)length ^ _seed1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read64(byte* at) => Unsafe.ReadUnaligned<ulong>(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read32(byte* at) => Unsafe.ReadUnaligned<uint>(at);
}
