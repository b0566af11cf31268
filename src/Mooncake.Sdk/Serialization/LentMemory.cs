using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization;

/// <summary>
/// The memory of the lease from which this thread reads a value with MemoryPack, whose reader has only a span of it. Reads nest if the
/// constructor of a value reads from a store.
/// </summary>
internal static class LentMemory
{
    [ThreadStatic]
    private static ReadOnlyMemory<byte> _current;

    /// <summary>Starts to read.</summary>
    /// <param name="reader">The reader; the memory that it lends can be borrowed from now on, if it lends any.</param>
    /// <returns>The memory that was lent before, for <see cref="Leave"/>.</returns>
    internal static ReadOnlyMemory<byte> Enter(in StoreReader reader)
    {
        if (!reader.IsBorrowing)
        {
            return default;
        }

        ReadOnlyMemory<byte> before = _current;
        _current = reader.Owner;
        return before;
    }

    /// <summary>Ends reading.</summary>
    /// <param name="reader">The reader passed to <see cref="Enter"/>.</param>
    /// <param name="before">The result of <see cref="Enter"/>.</param>
    internal static void Leave(in StoreReader reader, ReadOnlyMemory<byte> before)
    {
        if (reader.IsBorrowing)
        {
            _current = before;
        }
    }

    /// <summary>The lease's memory at an address, if the address is inside it.</summary>
    /// <param name="start">The first byte to read: in the lease, in a copy of a part of it, or elsewhere.</param>
    /// <param name="length">The number of bytes, not negative; they can be read at <paramref name="start"/>.</param>
    /// <param name="memory">The memory.</param>
    /// <returns>False if the bytes must be copied.</returns>
    internal static bool TryBorrow(ref byte start, int length, out ReadOnlyMemory<byte> memory)
    {
        ReadOnlyMemory<byte> lent = _current;
        nint offset = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(lent.Span), ref start);
        if (lent.IsEmpty || offset < 0 || offset > lent.Length - length)
        {
            memory = default;
            return false;
        }

        memory = lent.Slice((int)offset, length);
        return true;
    }
}
