using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Integrity;
using Mooncake.Serialization.CompilerServices;

namespace Mooncake.Serialization;

/// <content>Bulk copies, and the running CRC that is computed during the copy.</content>
public ref partial struct StoreWriter
{
    private const int NotSumming = -1;

    // Blocks of at least this size are summed while they are copied; below it the second pass over the bytes hits the first-level cache.
    private const int FusedBlockSize = 1024;

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

    /// <summary>Writes elements whose memory equals the format, as one copy, without a length.</summary>
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

    /// <summary>Takes the next bytes, to be filled.</summary>
    /// <param name="count">The number of bytes; not negative.</param>
    /// <param name="bytes">The bytes, a part of the destination.</param>
    /// <returns>False if fewer are left.</returns>
    internal bool TryTakeSpan(int count, out Span<byte> bytes)
    {
        int at = _written;
        bool isThere = TryTake(count, out _);
        bytes = isThere ? MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _start, at), count) : default;
        return isThere;
    }

    /// <summary>A writer that uses the bytes that MemoryPack wrote while the value was measured.</summary>
    /// <param name="destination">Exactly as long as the value was measured.</param>
    /// <param name="crc">The CRC-32C of the preceding bytes, if the writer computes it; otherwise ignored.</param>
    /// <param name="isSumming">True to compute the CRC-32C of all that is written.</param>
    /// <param name="parts">The bytes that MemoryPack wrote, or null.</param>
    internal static StoreWriter WithParts(Span<byte> destination, uint crc, bool isSumming, MeasuredParts? parts) =>
        new(destination, crc, isSumming ? 0 : NotSumming, parts);

    /// <summary>The CRC-32C of the preceding bytes and all that was written. The writer computes no CRC afterwards.</summary>
    internal uint FinishSum()
    {
        SumPending();
        _summed = NotSumming;
        return _crc;
    }

    private void CopyAndSum(ReadOnlySpan<byte> bytes)
    {
        SumPending();
        Span<byte> destination = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _start, _written), bytes.Length);
        _crc = Crc32C.CopyAndAppend(_crc, bytes, destination);
        _summed = _written + bytes.Length;
    }

    private void SumPending()
    {
        ReadOnlySpan<byte> pending = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, _summed), _written - _summed);
        _crc = Crc32C.Append(_crc, pending);
        _summed = _written;
    }
}
