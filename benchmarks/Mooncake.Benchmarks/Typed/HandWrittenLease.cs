namespace Mooncake.Benchmarks.Typed;

/// <summary>
/// A block whose payload lies in a buffer until the lease is disposed, which may be done on any thread and more than once.
/// </summary>
internal sealed class HandWrittenLease(HandWrittenStore store, HandWrittenBuffer buffer, BenchBlock value) : IDisposable
{
    private HandWrittenBuffer? _buffer = buffer;

    /// <summary>The block.</summary>
    internal BenchBlock Value => _buffer is null ? throw new ObjectDisposedException(nameof(HandWrittenLease)) : value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } held)
        {
            store.GiveBack(held);
        }
    }
}
