using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization;

/// <summary>A view of bytes as elements. Read through <see cref="ReadOnlyMemory{T}"/> only; it owns nothing.</summary>
/// <typeparam name="T">A type without references, aligned in the bytes.</typeparam>
/// <param name="bytes">The bytes; their owner keeps them valid.</param>
/// <param name="length">How many elements they are.</param>
internal sealed class BorrowedMemory<T>(ReadOnlyMemory<byte> bytes, int length) : MemoryManager<T>
{
    /// <inheritdoc/>
    public override Span<T> GetSpan()
    {
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(bytes.Span)), length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length, nameof(elementIndex));
        return bytes[(elementIndex * Unsafe.SizeOf<T>())..].Pin();
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // The handle that Pin gave unpins the bytes themselves.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Nothing is owned.
    }
}
