using System.Buffers;
using CommunityToolkit.HighPerformance.Buffers;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// Where MemoryPack writes the parts of a value: pooled memory, of which it gets little at a time (<see cref="NestingGuard"/>).
/// </summary>
internal sealed class PartWriter : IBufferWriter<byte>, IDisposable
{
    private readonly ArrayPoolBufferWriter<byte> _bytes = new();

    /// <summary>How many bytes were written.</summary>
    internal int WrittenCount => _bytes.WrittenCount;

    /// <summary>The bytes that were written.</summary>
    internal ReadOnlySpan<byte> WrittenSpan => _bytes.WrittenSpan;

    /// <summary>How many bytes the pooled memory has room for.</summary>
    internal int Capacity => _bytes.Capacity;

    /// <inheritdoc/>
    public void Advance(int count) => _bytes.Advance(count);

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(sizeHint);

    /// <inheritdoc/>
    /// <exception cref="InsufficientExecutionStackException">The value nests deeper than the stack has room for.</exception>
    public Span<byte> GetSpan(int sizeHint = 0) => NestingGuard.Watch(_bytes.GetSpan(sizeHint), sizeHint);

    /// <summary>Forgets the bytes.</summary>
    internal void Clear() => _bytes.Clear();

    /// <summary>Gives the memory back to the pool.</summary>
    public void Dispose() => _bytes.Dispose();
}
