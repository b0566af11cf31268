using System.Collections;

namespace Mooncake.Llm;

/// <summary>
/// The blocks at the beginning of a prompt, read from the store without a copy. Their <c>ReadOnlyMemory</c> members point into registered
/// memory of the store until the list is disposed; dispose it soon, because registered memory is limited.
/// </summary>
/// <typeparam name="TBlock">The stored type.</typeparam>
public sealed class PrefixBlocks<TBlock> : IReadOnlyList<TBlock>, IDisposable
{
    private readonly IDisposable? _lease;
    private readonly TBlock[] _blocks;
    private bool _isDisposed;

    /// <summary>Creates the list.</summary>
    /// <param name="blocks">The blocks; owned by the list.</param>
    /// <param name="lease">The owner of their memory, or null if there are no blocks.</param>
    internal PrefixBlocks(TBlock[] blocks, IDisposable? lease)
    {
        _blocks = blocks;
        _lease = lease;
    }

    /// <summary>A list without blocks.</summary>
    internal static PrefixBlocks<TBlock> Empty { get; } = new([], null);

    /// <summary>The number of blocks; fewer than requested if one is missing or cannot be read.</summary>
    public int Count => _blocks.Length;

    /// <summary>A block, in the order of the prompt.</summary>
    /// <param name="index">Its index, from 0.</param>
    /// <exception cref="ObjectDisposedException">The list was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such block.</exception>
    public TBlock this[int index]
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _blocks.Length);
            return _blocks[index];
        }
    }

    /// <summary>Returns the memory of the blocks. Only the first call has an effect; thread-safe.</summary>
    public void Dispose()
    {
        // The shared empty list stays usable.
        if (_lease is not null && !Interlocked.Exchange(ref _isDisposed, true))
        {
            _lease.Dispose();
        }
    }

    /// <summary>Enumerates the blocks.</summary>
    /// <exception cref="ObjectDisposedException">The list was disposed.</exception>
    public IEnumerator<TBlock> GetEnumerator()
    {
        for (int i = 0; i < _blocks.Length; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
