using System.Buffers;

namespace Mooncake.Embedded.CApi.Exports;

/// <summary>The lengths of a batch's keys, which the ABI does not pass.</summary>
internal readonly unsafe ref struct KeyArray : IDisposable
{
    /// <summary>How many lengths a call keeps on its stack.</summary>
    internal const int OnStack = 256;

    private readonly int[]? _rented;

    /// <summary>Measures the keys.</summary>
    /// <param name="keys"><c>[count]</c> pointers, any of them null.</param>
    /// <param name="count">Number of keys.</param>
    /// <param name="stack">Memory for <see cref="OnStack"/> lengths.</param>
    internal KeyArray(byte** keys, int count, Span<int> stack)
    {
        Pointers = new ReadOnlySpan<nint>(keys, count);
        if (count > stack.Length)
        {
            _rented = ArrayPool<int>.Shared.Rent(count);
            stack = _rented;
        }

        Span<int> lengths = stack[..count];
        Lengths = lengths;
        for (int i = 0; i < count; i++)
        {
            if (keys[i] == null)
            {
                HasNull = true;
                return;
            }

            // A key without end is told by a length that no contract accepts.
            lengths[i] = NativeText.TryMeasure(keys[i], out int length) ? length : int.MaxValue;
        }
    }

    /// <summary>The keys.</summary>
    internal ReadOnlySpan<nint> Pointers { get; }

    /// <summary>Their lengths in bytes, NUL not counted; of no use if <see cref="HasNull"/>.</summary>
    internal ReadOnlySpan<int> Lengths { get; }

    /// <summary>True if one of the keys is null.</summary>
    internal bool HasNull { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<int>.Shared.Return(_rented);
        }
    }
}
