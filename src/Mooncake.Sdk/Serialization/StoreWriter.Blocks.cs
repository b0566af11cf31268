using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization;

/// <content>Bulk copies, and the running CRC that is fused with them.</content>
public ref partial struct StoreWriter
{
    private const int NotSumming = -1;

    // Blocks of at least this size are summed while they are copied; below it the second pass over the bytes hits the first-level cache.
    private const int FusedBlockSize = 1024;

    private uint _crc;

    // Everything in front of this position is in the CRC; NotSumming where none is kept or where bytes are not written in order.
    private int _summed;

    /// <summary>Writes bytes as one copy, without a length.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>False if they do not fit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryWriteBlock(ReadOnlySpan<byte> bytes)
    {
        int at = _written;
        if ((uint)bytes.Length > (uint)(_length - at))
        {
            return Changed();
        }

        if (_summed != NotSumming && bytes.Length >= FusedBlockSize)
        {
            CopyAndSum(bytes);
        }
        else
        {
            Unsafe.CopyBlockUnaligned(
                ref Unsafe.Add(ref _start, at),
                ref MemoryMarshal.GetReference(bytes),
                (uint)bytes.Length);
        }

        _written = at + bytes.Length;
        return true;
    }

    /// <summary>Writes elements that lie in memory as they lie in the format, as one copy, without a length.</summary>
    /// <typeparam name="T">A type without references.</typeparam>
    /// <param name="values">The elements.</param>
    /// <returns>False if they do not fit.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryWriteElements<T>(ReadOnlySpan<T> values)
    {
        ReferenceFree<T>.Demand();
        long size = (long)values.Length * Unsafe.SizeOf<T>();
        if (size > Remaining)
        {
            return Changed();
        }

        return TryWriteBlock(MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values)),
            (int)size));
    }

    // The seam for Mooncake.Integrity.Crc32C: what is pending is summed, then the block is summed while it is copied.
    private void CopyAndSum(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _start, _written), bytes.Length));
    }
}
