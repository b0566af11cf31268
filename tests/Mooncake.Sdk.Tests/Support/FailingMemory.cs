using System.Buffers;

namespace Mooncake.Support;

/// <summary>Memory of the user's own kind that cannot be read.</summary>
internal sealed class FailingMemory(Exception fault) : MemoryManager<byte>
{
    /// <inheritdoc/>
    public override Memory<byte> Memory => CreateMemory(10);

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => throw fault;

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => throw fault;

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Nothing was pinned.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Nothing is held.
    }
}
