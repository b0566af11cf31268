using System.Buffers;

namespace Mooncake.Benchmarks.Serialization;

/// <summary>What MemoryPack writes to fastest: one pinned array that is reused and never grows.</summary>
internal sealed class ReusedWriter : IBufferWriter<byte>
{
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(4 << 20, pinned: true);

    /// <summary>The bytes written since the last reset.</summary>
    internal int Length { get; private set; }

    /// <summary>Starts anew.</summary>
    internal void Reset() => Length = 0;

    /// <inheritdoc/>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => _bytes.AsMemory(Length);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => _bytes.AsSpan(Length);

    /// <summary>A copy of the bytes written since the last reset.</summary>
    internal byte[] ToArray() => _bytes.AsSpan(0, Length).ToArray();
}
