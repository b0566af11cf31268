using Mooncake.Buffers;

namespace Mooncake;

/// <summary>
/// A value whose <c>ReadOnlyMemory</c> members point into registered memory of the store, read without a copy. The caller owns the memory
/// until the lease is disposed; dispose it soon, because registered memory is limited.
/// </summary>
/// <remarks>
/// After disposal, <see cref="Value"/> and its borrowed members throw <see cref="ObjectDisposedException"/>; a span that was taken before
/// must no longer be used. A lease that is never disposed keeps its memory until the store is closed, and closing reports it. It is
/// unrelated to the store's own lease, which protects the object from removal.
/// </remarks>
/// <typeparam name="T">The stored type.</typeparam>
public sealed class StoreLease<T> : IDisposable
{
    private readonly LeasedMemory _memory;
    private readonly T _value;

    /// <summary>Creates a lease.</summary>
    /// <param name="value">The value, whose members may point into <paramref name="memory"/>.</param>
    /// <param name="memory">The memory, released with this lease.</param>
    internal StoreLease(T value, LeasedMemory memory)
    {
        _value = value;
        _memory = memory;
    }

    /// <summary>The value.</summary>
    /// <exception cref="ObjectDisposedException">The lease was disposed.</exception>
    public T Value
    {
        get
        {
            ObjectDisposedException.ThrowIf(_memory.HasEnded, this);
            return _value;
        }
    }

    /// <summary>The memory.</summary>
    internal LeasedMemory Memory => _memory;

    /// <summary>Returns the memory. Only the first call has an effect; thread-safe.</summary>
    public void Dispose() => _memory.End();
}
