using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mooncake.Integrity;

/// <summary>CRC-32C by folding 512-bit vectors, four at a time (VPCLMULQDQ with AVX-512). <see cref="Crc32CFolding"/> says how.</summary>
internal static class Crc32CFolding512
{
    /// <summary>The fewest bytes that <see cref="Update{TCopy}"/> takes.</summary>
    internal const int MinLength = 4 * VectorSize;

    private const int VectorSize = 64;

    /// <summary>True if the processor can; a constant to the compiler.</summary>
    internal static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Pclmulqdq.V512.IsSupported && Avx512F.IsSupported && Crc32CFolding128.IsSupported;
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
        Vector512<ulong> by512 = Everywhere(Crc32CFolding.First512, Crc32CFolding.Second512);
        Vector512<ulong> by2048 = Everywhere(Crc32CFolding.First2048, Crc32CFolding.Second2048);

        Vector512<ulong> x0 = Take<TCopy>(ref source, ref destination, 0) ^ Vector512.CreateScalar((ulong)state);
        Vector512<ulong> x1 = Take<TCopy>(ref source, ref destination, VectorSize);
        Vector512<ulong> x2 = Take<TCopy>(ref source, ref destination, 2 * VectorSize);
        Vector512<ulong> x3 = Take<TCopy>(ref source, ref destination, 3 * VectorSize);
        nuint offset = 4 * VectorSize;

        for (; length - offset >= 4 * VectorSize; offset += 4 * VectorSize)
        {
            x0 = Fold(x0, by2048, Take<TCopy>(ref source, ref destination, offset));
            x1 = Fold(x1, by2048, Take<TCopy>(ref source, ref destination, offset + VectorSize));
            x2 = Fold(x2, by2048, Take<TCopy>(ref source, ref destination, offset + (2 * VectorSize)));
            x3 = Fold(x3, by2048, Take<TCopy>(ref source, ref destination, offset + (3 * VectorSize)));
        }

        // Neighbours first, then the pairs: two steps of latency instead of three.
        x1 = Fold(x0, by512, x1);
        x3 = Fold(x2, by512, x3);
        x3 = Fold(x1, Everywhere(Crc32CFolding.First1024, Crc32CFolding.Second1024), x3);

        for (; length - offset >= VectorSize; offset += VectorSize)
        {
            x3 = Fold(x3, by512, Take<TCopy>(ref source, ref destination, offset));
        }

        return Crc32CInstruction.Update<TCopy>(
            Crc32CFolding128.Reduce(Narrow(x3)),
            ref Unsafe.AddByteOffset(ref source, offset),
            ref Unsafe.AddByteOffset(ref destination, offset),
            length - offset);
    }

    /// <summary>Moves the first three quarters onto the last, each by its own distance, in one step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Narrow(Vector512<ulong> value)
    {
        Vector512<ulong> ontoLast = Vector512.Create(
            Crc32CFolding.First384,
            Crc32CFolding.Second384,
            Crc32CFolding.First256,
            Crc32CFolding.Second256,
            Crc32CFolding.First128,
            Crc32CFolding.Second128,
            0,
            0);
        Vector512<ulong> last = value & Vector512.Create(0, 0, 0, 0, 0, 0, ulong.MaxValue, ulong.MaxValue);
        Vector512<ulong> moved = Fold(value, ontoLast, last);
        Vector256<ulong> two = moved.GetLower() ^ moved.GetUpper();
        return two.GetLower() ^ two.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Fold(Vector512<ulong> value, Vector512<ulong> constants, Vector512<ulong> next)
        => Avx512F.TernaryLogic(
            Pclmulqdq.V512.CarrylessMultiply(value, constants, 0x00),
            Pclmulqdq.V512.CarrylessMultiply(value, constants, 0x11),
            next,
            0x96); // The exclusive or of all three.

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Everywhere(ulong first, ulong second)
        => Vector512.Create(first, second, first, second, first, second, first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Take<TCopy>(ref byte source, ref byte destination, nuint offset)
        where TCopy : struct, ICopyMode
    {
        Vector512<byte> value = Vector512.LoadUnsafe(ref source, offset);
        if (TCopy.Copies)
        {
            value.StoreUnsafe(ref destination, offset);
        }

        return value.AsUInt64();
    }
}
