using System.Runtime.InteropServices;
using Mooncake.Integrity;

namespace Mooncake.Sdk.Tests.Integrity;

/// <summary>Computes a CRC-32C by one path only; runs too short for the path use the processor's instruction.</summary>
internal static class Crc32CPaths
{
    /// <summary>True if this processor supports a path.</summary>
    internal static bool IsSupported(Crc32CPath path) => path switch
    {
        Crc32CPath.Folding512 => Crc32CFolding512.IsSupported,
        Crc32CPath.Folding256 => Crc32CFolding256.IsSupported,
        Crc32CPath.Folding128 => Crc32CFolding128.IsSupported,
        Crc32CPath.Instruction => Crc32CInstruction.IsSupported,
        _ => true,
    };

    /// <summary>Continues a CRC.</summary>
    internal static uint Append(Crc32CPath path, uint crc, ReadOnlySpan<byte> data)
    {
        ref byte source = ref MemoryMarshal.GetReference(data);
        return ~Update<ReadOnlyPass>(path, ~crc, ref source, ref source, (nuint)data.Length);
    }

    /// <summary>Copies bytes and continues a CRC over them.</summary>
    internal static uint CopyAndAppend(Crc32CPath path, uint crc, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, source.Length);
        return ~Update<CopyingPass>(
            path, ~crc, ref MemoryMarshal.GetReference(source), ref MemoryMarshal.GetReference(destination), (nuint)source.Length);
    }

    private static uint Update<TCopy>(Crc32CPath path, uint state, ref byte source, ref byte destination, nuint length)
        where TCopy : struct, ICopyMode => path switch
        {
            Crc32CPath.Folding512 when length >= Crc32CFolding512.MinLength
                => Crc32CFolding512.Update<TCopy>(state, ref source, ref destination, length),
            Crc32CPath.Folding256 when length >= Crc32CFolding256.MinLength
                => Crc32CFolding256.Update<TCopy>(state, ref source, ref destination, length),
            Crc32CPath.Folding128 when length >= Crc32CFolding128.MinLength
                => Crc32CFolding128.Update<TCopy>(state, ref source, ref destination, length),
            Crc32CPath.Table => Crc32CTable.Update<TCopy>(state, ref source, ref destination, length),
            _ => Crc32CInstruction.Update<TCopy>(state, ref source, ref destination, length),
        };
}
