using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Mooncake.Shared;

/// <summary>A seeded 64-bit hash over key bytes: folded 128-bit multiplication, 16 bytes a step.</summary>
/// <remarks>
/// The seeds are random and never leave the process, so that nobody can choose keys that fall into one place. Every bit of the result may
/// be used.
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
    internal ulong Compute(byte* key, int length) => length > 16 ? OfLong(key, length) : OfShort(key, length);

    /// <summary>
    /// A hash of the length and the last 16 bytes: half as expensive, and equal for keys that differ before them only. A caller has to
    /// cope with many such keys.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong ComputeOfEnd(byte* key, int length) => length < 16
        ? Compute(key, length)
        : Fold(Read64(key + length - 16) ^ _seed1, Read64(key + length - 8) ^ _seed0) ^ (uint)length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong OfShort(byte* key, int length)
    {
        ulong first = 0;
        ulong second = 0;
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
        }

        return Fold(Fold(first ^ _seed1, second ^ _seed0) ^ _seed2, (ulong)(uint)length ^ _seed1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong OfLong(byte* key, int length)
    {
        // Two lanes side by side, the last 16 bytes in the second: half the way to wait for the multiplier.
        byte* last = key + length - 16;
        ulong state = _seed0;
        ulong other = _seed2;
        while (last - key > 32)
        {
            state = Fold(Read64(key) ^ _seed1, Read64(key + 8) ^ state);
            other = Fold(Read64(key + 16) ^ _seed0, Read64(key + 24) ^ other);
            key += 32;
        }

        if (last - key > 16)
        {
            other = Fold(Read64(key + 16) ^ _seed0, Read64(key + 24) ^ other);
        }

        state = Fold(Read64(key) ^ _seed1, Read64(key + 8) ^ state);
        other = Fold(Read64(last) ^ _seed0, Read64(last + 8) ^ other);
        return Fold(state ^ _seed2, other ^ (uint)length ^ _seed1);
    }

    // The factors never have one seed between them, and the length is mixed in where both are products already: otherwise a bit that
    // changes sides, or the length in place of a bit, would give the same product whatever the seeds are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        if (!Bmi2.X64.IsSupported && !ArmBase.Arm64.IsSupported)
        {
            return FoldInHalves(left, right);
        }

        // The low half by a multiplication of its own: BigMul hands it over through memory, which takes longer.
        ulong high = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(left, right) : ArmBase.Arm64.MultiplyHigh(left, right);
        return high ^ (left * right);
    }

    /// <summary>
    /// Another fold, for code that is compiled ahead of time, where the processor's own multiplication may not be counted on: the four
    /// products of the halves, turned against each other instead of added up, which would have to wait for every carry.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FoldInHalves(ulong left, ulong right)
    {
        ulong low = (ulong)(uint)left * (uint)right;
        ulong first = (left >> 32) * (uint)right;
        ulong second = (uint)left * (right >> 32);
        ulong high = (left >> 32) * (right >> 32);
        return (BitOperations.RotateLeft(first, 32) ^ high) ^ (BitOperations.RotateLeft(second, 32) ^ low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read64(byte* at) => Unsafe.ReadUnaligned<ulong>(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read32(byte* at) => Unsafe.ReadUnaligned<uint>(at);
}
