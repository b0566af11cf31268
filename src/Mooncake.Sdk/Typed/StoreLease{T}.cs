using Mooncake.Buffers;

namespace Mooncake;

/// <summary>
/// A value whose <c>ReadOnlyMemory</c> members lie in registered memory of the store, read without a copy. The memory is the
/// caller's until the lease is disposed; dispose it soon, since registered memory is scarce.
/// </summary>
/// <remarks>
/// After the disposal, <see cref="Value"/> and its borrowed members throw <see cref="ObjectDisposedException"/>; a span that was taken before
/// must not be used any more. A lease that is never disposed keeps its memory until the store is closed, and closing reports it. Not to
/// be confused with the store's own lease, which protects the object from removal.
/// </remarks>
/// <typeparam name="T">The stored type.</typeparam>
public sealed class StoreLease<T> : IDisposable
{
    private readonly LeasedMemory _memory;
    private readonly T _value;

    /// <summary>Holds a value.</summary>
    /// <param name="value">The value, whose members may point into <paramref name="memory"/>.</param>
    /// <param name="memory">Ends with this lease.</param>
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

    /// <summary>Gives the memory back. Only the first call does anything; thread-safe.</summary>
    public void Dispose() => _memory.End();
}
