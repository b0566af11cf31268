using Mooncake.Buffers;

namespace Mooncake;

/// <summary>
/// The outcomes of a batch whose values' <c>ReadOnlyMemory</c> members point into registered memory of the store, read without a copy. The
/// caller owns the memory of all of them until the batch is disposed; dispose it soon, because registered memory is limited.
/// </summary>
/// <remarks>
/// After disposal, <see cref="Results"/> and borrowed members of the values throw <see cref="ObjectDisposedException"/>; a span that was
/// taken before must no longer be used. A batch that is never disposed keeps its memory until the store is closed, and closing reports it.
/// </remarks>
/// <typeparam name="T">The stored type.</typeparam>
public sealed class StoreLeaseBatch<T> : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<LeasedMemory> _memories = [];
    private StoreBatch<T> _results;
    private bool _hasEnded;

    /// <summary>Creates a batch without results and memory.</summary>
    internal StoreLeaseBatch()
    {
    }

    /// <summary>One outcome per key, in the order of the keys.</summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public StoreBatch<T> Results
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _hasEnded), this);
            return _results;
        }
        internal set => _results = value;
    }

    /// <summary>True while the batch owns memory. An operation that owns some must not wait for more.</summary>
    internal bool OwnsMemory
    {
        get
        {
            lock (_gate)
            {
                return _memories.Count > 0;
            }
        }
    }

    /// <summary>Returns the memory of all values. Only the first call has an effect; thread-safe.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _hasEnded, true);
        lock (_gate)
        {
            foreach (LeasedMemory memory in _memories)
            {
                memory.End();
            }
        }
    }

    /// <summary>Takes ownership of memory to which values point.</summary>
    internal void Own(LeasedMemory memory)
    {
        lock (_gate)
        {
            _memories.Add(memory);
        }
    }
}
