using System.Buffers;

namespace Mooncake.Benchmarks.Typed;

/// <summary>Has MemoryPack write into registered memory that never grows.</summary>
/// <param name="start">Where the memory starts.</param>
/// <param name="room">Its size in bytes.</param>
internal sealed unsafe class HandWrittenPackedWriter(byte* start, int room) : IBufferWriter<byte>
{
    /// <summary>The bytes written since the last reset.</summary>
    internal int Length { get; private set; }

    /// <summary>Starts anew.</summary>
    internal void Reset() => Length = 0;

    /// <inheritdoc/>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => throw new NotSupportedException("MemoryPack asks for spans.");

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) =>
        sizeHint <= room - Length
            ? new Span<byte>(start + Length, room - Length)
            : throw new InvalidOperationException("The buffer is too small.");
}
