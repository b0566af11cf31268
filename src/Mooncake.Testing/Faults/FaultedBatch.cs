using System.Numerics;

namespace Mooncake.Testing;

/// <summary>The items of a batch that faults let through, packed for the call, and the mapping of their results to the batch.</summary>
internal sealed unsafe class FaultedBatch
{
    private readonly int[] _refusals;
    private readonly int[] _places;

    /// <summary>Applies the faults to each item, and packs the remaining ones.</summary>
    /// <param name="faults">The faults that apply to the batch.</param>
    /// <param name="keys">The batch's keys.</param>
    /// <param name="keyLengths">Their lengths.</param>
    internal FaultedBatch(FaultedCall faults, ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths)
    {
        List<int> places = new(keys.Length);
        _refusals = new int[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            _refusals[i] = faults.Refuse(i, new ReadOnlySpan<byte>((void*)keys[i], keyLengths[i]));
            if (_refusals[i] == 0)
            {
                places.Add(i);
            }
        }

        _places = [.. places];
        Keys = Pack(keys);
        KeyLengths = Pack(keyLengths);
    }

    /// <summary>The number of remaining items.</summary>
    internal int Count => _places.Length;

    /// <summary>Their keys.</summary>
    internal nint[] Keys { get; }

    /// <summary>Their keys' lengths.</summary>
    internal int[] KeyLengths { get; }

    /// <summary>The index in the batch of a packed item.</summary>
    /// <param name="packed">Its index among the packed ones.</param>
    /// <returns>Its index in the batch.</returns>
    internal int PlaceOf(int packed) => _places[packed];

    /// <summary>A packed item's key.</summary>
    /// <param name="packed">Its index among the packed ones.</param>
    /// <returns>The key, without the NUL.</returns>
    internal ReadOnlySpan<byte> KeyOf(int packed) => new((void*)Keys[packed], KeyLengths[packed]);

    /// <summary>Packs the arguments that accompany the keys.</summary>
    /// <typeparam name="T">The arguments' type.</typeparam>
    /// <param name="source">One for each item of the batch.</param>
    /// <returns>One for each remaining item.</returns>
    internal T[] Pack<T>(ReadOnlySpan<T> source)
    {
        T[] packed = new T[_places.Length];
        for (int i = 0; i < packed.Length; i++)
        {
            packed[i] = source[_places[i]];
        }

        return packed;
    }

    /// <summary>Copies the packed results and the injected codes to the batch; the results of omitted items are unchanged.</summary>
    /// <typeparam name="T">The results' type.</typeparam>
    /// <param name="packed">One for each remaining item.</param>
    /// <param name="results">One for each item of the batch.</param>
    internal void Answer<T>(ReadOnlySpan<T> packed, Span<T> results)
        where T : IBinaryInteger<T>
    {
        for (int i = 0; i < _refusals.Length; i++)
        {
            if (_refusals[i] is not (0 or FaultedCall.Omitted))
            {
                results[i] = T.CreateChecked(_refusals[i]);
            }
        }

        for (int i = 0; i < packed.Length; i++)
        {
            results[_places[i]] = packed[i];
        }
    }
}
