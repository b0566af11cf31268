using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Mooncake.Integrity;

/// <summary>CRC-32C by tables, eight bytes a step, for processors without a faster way.</summary>
internal static class Crc32CTable
{
    /// <summary>The polynomial 0x1EDC6F41 with its bits mirrored, as CRC-32C takes each byte from its lowest bit.</summary>
    internal const uint MirroredPolynomial = 0x82F63B78;

    // Created on first use: most machines never need it. Slice s (256 entries from 256 * s on) is for a byte that s further bytes follow.
    private static readonly uint[] Slices = MakeSlices();

    /// <summary>Takes bytes into a CRC's state.</summary>
    /// <typeparam name="TCopy">Whether the bytes are copied too.</typeparam>
    /// <param name="state">The CRC's register, before the last inversion.</param>
    /// <param name="source">The first of <paramref name="length"/> readable bytes.</param>
    /// <param name="destination">The first of <paramref name="length"/> writable bytes; not touched when nothing is copied.</param>
    /// <param name="length">How many bytes.</param>
    internal static uint Update<TCopy>(uint state, ref byte source, ref byte destination, nuint length)
        where TCopy : struct, ICopyMode
    {
        ReadOnlySpan<uint> slices = Slices;
        nuint offset = 0;
        for (; length - offset >= sizeof(ulong); offset += sizeof(ulong))
        {
            ulong raw = Unsafe.ReadUnaligned<ulong>(ref Unsafe.AddByteOffset(ref source, offset));
            if (TCopy.Copies)
            {
                Unsafe.WriteUnaligned(ref Unsafe.AddByteOffset(ref destination, offset), raw);
            }

            ulong eight = (BitConverter.IsLittleEndian ? raw : BinaryPrimitives.ReverseEndianness(raw)) ^ state;
            state = slices[(7 * 256) + (byte)eight]
                ^ slices[(6 * 256) + (byte)(eight >> 8)]
                ^ slices[(5 * 256) + (byte)(eight >> 16)]
                ^ slices[(4 * 256) + (byte)(eight >> 24)]
                ^ slices[(3 * 256) + (byte)(eight >> 32)]
                ^ slices[(2 * 256) + (byte)(eight >> 40)]
                ^ slices[256 + (byte)(eight >> 48)]
                ^ slices[(byte)(eight >> 56)];
        }

        for (; offset < length; offset++)
        {
            byte one = Unsafe.AddByteOffset(ref source, offset);
            if (TCopy.Copies)
            {
                Unsafe.AddByteOffset(ref destination, offset) = one;
            }

            state = slices[(byte)(state ^ one)] ^ (state >> 8);
        }

        return state;
    }

    private static uint[] MakeSlices()
    {
        uint[] slices = new uint[8 * 256];
        for (uint index = 0; index < 256; index++)
        {
            uint entry = index;
            for (int bit = 0; bit < 8; bit++)
            {
                entry = (entry >> 1) ^ ((entry & 1) * MirroredPolynomial);
            }

            slices[index] = entry;
        }

        for (int index = 256; index < slices.Length; index++)
        {
            uint shorter = slices[index - 256];
            slices[index] = slices[(byte)shorter] ^ (shorter >> 8);
        }

        return slices;
    }
}
