using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Mooncake.Integrity;

/// <summary>CRC-32C by the processor's own instruction (SSE4.2, or ARMv8's CRC extension).</summary>
internal static class Crc32CInstruction
{
    /// <summary>True if the processor has the instruction; a constant to the compiler.</summary>
    internal static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Sse42.IsSupported || Crc32.IsSupported;
    }

    /// <summary>Takes bytes into a CRC's state.</summary>
    /// <typeparam name="TCopy">Whether the bytes are copied too.</typeparam>
    /// <param name="state">The CRC's register, before the last inversion.</param>
    /// <param name="source">The first of <paramref name="length"/> readable bytes.</param>
    /// <param name="destination">The first of <paramref name="length"/> writable bytes; not touched when nothing is copied.</param>
    /// <param name="length">How many bytes.</param>
    internal static uint Update<TCopy>(uint state, ref byte source, ref byte destination, nuint length)
        where TCopy : struct, ICopyMode
    {
        nuint offset = 0;
        for (; length - offset >= sizeof(ulong); offset += sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, Take<ulong, TCopy>(ref source, ref destination, offset));
        }

        // At most seven bytes are left: one step for each bit of their number.
        nuint rest = length - offset;
        if ((rest & sizeof(uint)) != 0)
        {
            state = BitOperations.Crc32C(state, Take<uint, TCopy>(ref source, ref destination, offset));
            offset += sizeof(uint);
        }

        if ((rest & sizeof(ushort)) != 0)
        {
            state = BitOperations.Crc32C(state, Take<ushort, TCopy>(ref source, ref destination, offset));
            offset += sizeof(ushort);
        }

        if ((rest & sizeof(byte)) != 0)
        {
            state = BitOperations.Crc32C(state, Take<byte, TCopy>(ref source, ref destination, offset));
        }

        return state;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Take<T, TCopy>(ref byte source, ref byte destination, nuint offset)
        where T : unmanaged
        where TCopy : struct, ICopyMode
    {
        T value = Unsafe.ReadUnaligned<T>(ref Unsafe.AddByteOffset(ref source, offset));
        if (TCopy.Copies)
        {
            Unsafe.WriteUnaligned(ref Unsafe.AddByteOffset(ref destination, offset), value);
        }

        return value;
    }
}
