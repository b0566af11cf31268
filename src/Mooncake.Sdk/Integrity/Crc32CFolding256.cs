using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mooncake.Integrity;

/// <summary>CRC-32C by folding 256-bit vectors, four at a time (VPCLMULQDQ). <see cref="Crc32CFolding"/> says how.</summary>
internal static class Crc32CFolding256
{
    /// <summary>The fewest bytes that <see cref="Update{TCopy}"/> takes.</summary>
    internal const int MinLength = 4 * VectorSize;

    private const int VectorSize = 32;

    /// <summary>True if the processor can; a constant to the compiler.</summary>
    internal static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Pclmulqdq.V256.IsSupported && Crc32CFolding128.IsSupported;
    }

    /// <summary>Takes bytes into a CRC's state.</summary>
    /// <typeparam name="TCopy">Whether the bytes are copied too.</typeparam>
    /// <param name="state">The CRC's register, before the last inversion.</param>
    /// <param name="source">The first of <paramref name="length"/> readable bytes.</param>
    /// <param name="destination">The first of <paramref name="length"/> writable bytes; not touched when nothing is copied.</param>
    /// <param name="length">How many bytes, at least <see cref="MinLength"/>.</param>
    // Not tiered: until it is optimized, vector code takes about ten times as long, and first calls matter too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint Update<TCopy>(uint state, ref byte source, ref byte destination, nuint length)
        where TCopy : struct, ICopyMode
    {
        Debug.Assert(length >= MinLength, "Shorter runs are for narrower vectors.");
        Vector256<ulong> by256 = Both(Crc32CFolding.First256, Crc32CFolding.Second256);
        Vector256<ulong> by1024 = Both(Crc32CFolding.First1024, Crc32CFolding.Second1024);

        Vector256<ulong> x0 = Take<TCopy>(ref source, ref destination, 0) ^ Vector256.CreateScalar((ulong)state);
        Vector256<ulong> x1 = Take<TCopy>(ref source, ref destination, VectorSize);
        Vector256<ulong> x2 = Take<TCopy>(ref source, ref destination, 2 * VectorSize);
        Vector256<ulong> x3 = Take<TCopy>(ref source, ref destination, 3 * VectorSize);
        nuint offset = 4 * VectorSize;

        for (; length - offset >= 4 * VectorSize; offset += 4 * VectorSize)
        {
            x0 = Fold(x0, by1024, Take<TCopy>(ref source, ref destination, offset));
            x1 = Fold(x1, by1024, Take<TCopy>(ref source, ref destination, offset + VectorSize));
            x2 = Fold(x2, by1024, Take<TCopy>(ref source, ref destination, offset + (2 * VectorSize)));
            x3 = Fold(x3, by1024, Take<TCopy>(ref source, ref destination, offset + (3 * VectorSize)));
        }

        // Neighbours first, then the pairs: two steps of latency instead of three.
        x1 = Fold(x0, by256, x1);
        x3 = Fold(x2, by256, x3);
        x3 = Fold(x1, Both(Crc32CFolding.First512, Crc32CFolding.Second512), x3);

        for (; length - offset >= VectorSize; offset += VectorSize)
        {
            x3 = Fold(x3, by256, Take<TCopy>(ref source, ref destination, offset));
        }

        Vector128<ulong> one = Crc32CFolding128.Fold(
            x3.GetLower(),
            Vector128.Create(Crc32CFolding.First128, Crc32CFolding.Second128),
            x3.GetUpper());

        return Crc32CInstruction.Update<TCopy>(
            Crc32CFolding128.Reduce(one),
            ref Unsafe.AddByteOffset(ref source, offset),
            ref Unsafe.AddByteOffset(ref destination, offset),
            length - offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Fold(Vector256<ulong> value, Vector256<ulong> constants, Vector256<ulong> next)
        => Pclmulqdq.V256.CarrylessMultiply(value, constants, 0x00) ^ Pclmulqdq.V256.CarrylessMultiply(value, constants, 0x11) ^ next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Both(ulong first, ulong second) => Vector256.Create(first, second, first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Take<TCopy>(ref byte source, ref byte destination, nuint offset)
        where TCopy : struct, ICopyMode
    {
        Vector256<byte> value = Vector256.LoadUnsafe(ref source, offset);
        if (TCopy.Copies)
        {
            value.StoreUnsafe(ref destination, offset);
        }

        return value.AsUInt64();
    }
}
