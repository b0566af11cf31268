using System.Buffers;

namespace Mooncake.Benchmarks.Typed;

/// <summary>Registered memory that is handed out as memory; one object for each buffer, made beforehand.</summary>
internal sealed unsafe class HandWrittenBuffer(byte* start, int length) : MemoryManager<byte>
{
    /// <summary>Where it starts.</summary>
    internal byte* Start => start;

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(start, length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Native memory stays where it is.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The store owns it.
    }
}
