using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;

namespace Mooncake.Integrity;

/// <summary>
/// CRC-32C by folding 128-bit vectors, four at a time (PCLMULQDQ, or PMULL on Arm). <see cref="Crc32CFolding"/> says how.
/// </summary>
internal static class Crc32CFolding128
{
    /// <summary>The fewest bytes that <see cref="Update{TCopy}"/> takes.</summary>
    internal const int MinLength = 4 * VectorSize;

    private const int VectorSize = 16;

    /// <summary>True if the processor can; a constant to the compiler.</summary>
    internal static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Pclmulqdq.IsSupported || (ArmAes.IsSupported && BitConverter.IsLittleEndian)) && Crc32CInstruction.IsSupported;
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
        Debug.Assert(length >= MinLength, "Shorter runs are for the CRC instruction.");
        Vector128<ulong> by128 = Vector128.Create(Crc32CFolding.First128, Crc32CFolding.Second128);
        Vector128<ulong> by512 = Vector128.Create(Crc32CFolding.First512, Crc32CFolding.Second512);

        Vector128<ulong> x0 = Take<TCopy>(ref source, ref destination, 0) ^ Vector128.CreateScalar((ulong)state);
        Vector128<ulong> x1 = Take<TCopy>(ref source, ref destination, VectorSize);
        Vector128<ulong> x2 = Take<TCopy>(ref source, ref destination, 2 * VectorSize);
        Vector128<ulong> x3 = Take<TCopy>(ref source, ref destination, 3 * VectorSize);
        nuint offset = 4 * VectorSize;

        for (; length - offset >= 4 * VectorSize; offset += 4 * VectorSize)
        {
            x0 = Fold(x0, by512, Take<TCopy>(ref source, ref destination, offset));
            x1 = Fold(x1, by512, Take<TCopy>(ref source, ref destination, offset + VectorSize));
            x2 = Fold(x2, by512, Take<TCopy>(ref source, ref destination, offset + (2 * VectorSize)));
            x3 = Fold(x3, by512, Take<TCopy>(ref source, ref destination, offset + (3 * VectorSize)));
        }

        // Neighbours first, then the pairs: two steps of latency instead of three.
        x1 = Fold(x0, by128, x1);
        x3 = Fold(x2, by128, x3);
        x3 = Fold(x1, Vector128.Create(Crc32CFolding.First256, Crc32CFolding.Second256), x3);

        return Crc32CInstruction.Update<TCopy>(
            Reduce(x3),
            ref Unsafe.AddByteOffset(ref source, offset),
            ref Unsafe.AddByteOffset(ref destination, offset),
            length - offset);
    }

    /// <summary>Moves a vector forward and adds what is there.</summary>
    /// <param name="value">The vector.</param>
    /// <param name="constants">The first and the second constant of the distance.</param>
    /// <param name="next">What is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<ulong> Fold(Vector128<ulong> value, Vector128<ulong> constants, Vector128<ulong> next)
        // ArmBase and not Aes: it is a constant when compiling ahead of time too, and callers have asked IsSupported.
        => ArmBase.IsSupported
            ? ArmAes.PolynomialMultiplyWideningLower(value.GetLower(), constants.GetLower())
                ^ ArmAes.PolynomialMultiplyWideningUpper(value, constants)
                ^ next
            : Pclmulqdq.CarrylessMultiply(value, constants, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, constants, 0x11) ^ next;

    /// <summary>The CRC's state after 128 bits that stand for all bytes so far.</summary>
    /// <param name="value">The 128 bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Reduce(Vector128<ulong> value)
        => BitOperations.Crc32C(BitOperations.Crc32C(0, value.GetElement(0)), value.GetElement(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Take<TCopy>(ref byte source, ref byte destination, nuint offset)
        where TCopy : struct, ICopyMode
    {
        Vector128<byte> value = Vector128.LoadUnsafe(ref source, offset);
        if (TCopy.Copies)
        {
            value.StoreUnsafe(ref destination, offset);
        }

        return value.AsUInt64();
    }
}
