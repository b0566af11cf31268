using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Mooncake.Integrity;

/// <summary>
/// CRC-32C (Castagnoli; the checksum of iSCSI, RFC 3720), near memory speed, alone or in one pass with the copy of the bytes.
/// Stateless; all members may be called from any thread.
/// </summary>
internal static class Crc32C
{
    /// <summary>Continues a CRC: <c>Append(Append(0, a), b)</c> is the CRC of a followed by b.</summary>
    /// <param name="crc">The CRC of the preceding bytes; 0 if there are none.</param>
    /// <param name="data">The bytes that follow.</param>
    /// <returns>The CRC of both.</returns>
    internal static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        ref byte source = ref MemoryMarshal.GetReference(data);
        return ~Update<ReadOnlyPass>(~crc, ref source, ref source, (nuint)data.Length);
    }

    /// <summary>Copies bytes and continues a CRC over them, in one pass.</summary>
    /// <param name="crc">The CRC of the preceding bytes; 0 if there are none.</param>
    /// <param name="source">The bytes that follow.</param>
    /// <param name="destination">At least as long as the source, and not overlapping it.</param>
    /// <returns>The CRC of both; it covers the bytes as they were written, even if the source changes meanwhile.</returns>
    /// <exception cref="ArgumentException">The destination is shorter than the source.</exception>
    internal static uint CopyAndAppend(uint crc, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (destination.Length < source.Length)
        {
            throw new ArgumentException(
                $"The destination has {destination.Length} bytes, and the source has {source.Length}.", nameof(destination));
        }

        Debug.Assert(!source.Overlaps(destination), "Vectors are read and written in blocks; overlapping spans would be summed wrong.");
        return ~Update<CopyingPass>(
            ~crc,
            ref MemoryMarshal.GetReference(source),
            ref MemoryMarshal.GetReference(destination),
            (nuint)source.Length);
    }

    private static uint Update<TCopy>(uint state, ref byte source, ref byte destination, nuint length)
        where TCopy : struct, ICopyMode
    {
        if (Crc32CFolding512.IsSupported && length >= Crc32CFolding512.MinLength)
        {
            return Crc32CFolding512.Update<TCopy>(state, ref source, ref destination, length);
        }

        if (Crc32CFolding256.IsSupported && length >= Crc32CFolding256.MinLength)
        {
            return Crc32CFolding256.Update<TCopy>(state, ref source, ref destination, length);
        }

        if (Crc32CFolding128.IsSupported && length >= Crc32CFolding128.MinLength)
        {
            return Crc32CFolding128.Update<TCopy>(state, ref source, ref destination, length);
        }

        return Crc32CInstruction.IsSupported
            ? Crc32CInstruction.Update<TCopy>(state, ref source, ref destination, length)
            : Crc32CTable.Update<TCopy>(state, ref source, ref destination, length);
    }
}
