using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization;

/// <summary>
/// The memory of the lease that this thread reads a value from with MemoryPack, whose reader has only a span of it. Readings nest where the
/// constructor of a value reads from a store.
/// </summary>
internal static class LentMemory
{
    [ThreadStatic]
    private static ReadOnlyMemory<byte> _current;

    /// <summary>Begins to read.</summary>
    /// <param name="reader">The reader; what it lends can be borrowed from now on, if it lends at all.</param>
    /// <returns>What was lent before, for <see cref="Leave"/>.</returns>
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
    /// <param name="reader">The reader that was given to <see cref="Enter"/>.</param>
    /// <param name="before">What <see cref="Enter"/> answered.</param>
    internal static void Leave(in StoreReader reader, ReadOnlyMemory<byte> before)
    {
        if (reader.IsBorrowing)
        {
            _current = before;
        }
    }

    /// <summary>The lease's memory at an address, if the address lies inside it.</summary>
    /// <param name="start">The first byte of what is read: in the lease, in a copy of a part of it, or in anything else.</param>
    /// <param name="length">How many bytes, not negative; they can be read at <paramref name="start"/>.</param>
    /// <param name="memory">The memory.</param>
    /// <returns>False if the bytes have to be copied.</returns>
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
