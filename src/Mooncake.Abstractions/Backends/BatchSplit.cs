using System.Buffers;
using System.Numerics;

namespace Mooncake.Backends;

/// <summary>
/// Splits a batch into successive calls: items rejected by the guards are left out, and a key that occurs more than once goes into as many
/// calls as it has occurrences, in order.
/// </summary>
/// <remarks>
/// The arrays are pooled; nothing is rented for the usual batch, which needs no split. Planning and all rounds together take time
/// proportional to the size of the batch, even if all keys are equal.
/// </remarks>
internal sealed class BatchSplit : IDisposable
{
    private readonly int _rounds;

    /// <summary><c>[_rounds]</c>: where each round ends in <see cref="_places"/>; it starts where the previous one ends.</summary>
    private readonly int[] _roundEnds;

    /// <summary>Item indexes, sorted by round, in the batch's order within a round; rejected items are not included.</summary>
    private readonly int[] _places;

    private readonly nint[] _keys;
    private readonly int[] _keyLengths;
    private readonly nint[] _buffers;
    private readonly nuint[] _sizes;
    private readonly int[] _intResults;
    private readonly long[] _longResults;
    private int _nextRound;
    private int _start;
    private int _taken;

    private BatchSplit(ReadOnlySpan<int> roundOfItem, int rounds)
    {
        _rounds = rounds;
        _roundEnds = ArrayPool<int>.Shared.Rent(rounds);
        _places = ArrayPool<int>.Shared.Rent(roundOfItem.Length);
        int largest = SortByRound(roundOfItem, _roundEnds.AsSpan(0, rounds), _places);
        _keys = ArrayPool<nint>.Shared.Rent(largest);
        _keyLengths = ArrayPool<int>.Shared.Rent(largest);
        _buffers = ArrayPool<nint>.Shared.Rent(largest);
        _sizes = ArrayPool<nuint>.Shared.Rent(largest);
        _intResults = ArrayPool<int>.Shared.Rent(largest);
        _longResults = ArrayPool<long>.Shared.Rent(largest);
    }

    /// <summary>The keys of the round.</summary>
    internal ReadOnlySpan<nint> Keys => _keys.AsSpan(0, _taken);

    /// <summary>Key lengths of the round.</summary>
    internal ReadOnlySpan<int> KeyLengths => _keyLengths.AsSpan(0, _taken);

    /// <summary>Buffers of the round.</summary>
    internal ReadOnlySpan<nint> Buffers => _buffers.AsSpan(0, _taken);

    /// <summary>Sizes of the round.</summary>
    internal ReadOnlySpan<nuint> Sizes => _sizes.AsSpan(0, _taken);

    /// <summary>The round's 32-bit results; -1 until the call has set them.</summary>
    internal Span<int> IntResults => _intResults.AsSpan(0, _taken);

    /// <summary>The round's 64-bit results; -1 until the call has set them.</summary>
    internal Span<long> LongResults => _longResults.AsSpan(0, _taken);

    /// <summary>Plans the split, or returns null if the batch needs none.</summary>
    /// <param name="keys">The batch's keys.</param>
    /// <param name="keyLengths">Their lengths.</param>
    /// <param name="refusals">Per item 0, or the code with which a guard rejected it.</param>
    /// <param name="takesDuplicateKeys">True if the engine itself executes duplicates in order.</param>
    internal static BatchSplit? PlanIfNeeded<TResult>(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<TResult> refusals, bool takesDuplicateKeys)
        where TResult : unmanaged, IBinaryInteger<TResult>
    {
        bool anyRefused = refusals.ContainsAnyExcept(TResult.Zero);
        if (!anyRefused && (takesDuplicateKeys || keys.Length == 1 || !KeyRounds.MayStandTwice(keys, keyLengths)))
        {
            return null;
        }

        int[] rented = ArrayPool<int>.Shared.Rent(keys.Length);
        Span<int> roundOfItem = rented.AsSpan(0, keys.Length);
        int rounds = KeyRounds.Assign(keys, keyLengths, refusals, takesDuplicateKeys, roundOfItem);
        BatchSplit? split = anyRefused || rounds > 1 ? new BatchSplit(roundOfItem, rounds) : null;
        ArrayPool<int>.Shared.Return(rented);
        return split;
    }

    /// <summary>Collects the items of the next round; false when all rounds are done.</summary>
    /// <param name="keys">The batch's keys.</param>
    /// <param name="keyLengths">Their lengths.</param>
    /// <param name="buffers">The batch's buffers, or empty if the call takes none.</param>
    /// <param name="sizes">Their sizes, or empty.</param>
    internal bool TakeRound(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<nint> buffers = default, ReadOnlySpan<nuint> sizes = default)
    {
        if (_nextRound == _rounds)
        {
            return false;
        }

        _start += _taken;
        _taken = _roundEnds[_nextRound++] - _start;
        for (int i = 0; i < _taken; i++)
        {
            int place = _places[_start + i];
            _keys[i] = keys[place];
            _keyLengths[i] = keyLengths[place];
            _buffers[i] = buffers.IsEmpty ? 0 : buffers[place];
            _sizes[i] = sizes.IsEmpty ? 0 : sizes[place];
        }

        // An item that the engine forgets must not count as a success.
        IntResults.Fill((int)StoreErrorCode.InternalError);
        LongResults.Fill((long)StoreErrorCode.InternalError);
        return true;
    }

    /// <summary>Copies the round's 32-bit results to their items; a failed call fails all of them.</summary>
    /// <param name="answer">The call's return code.</param>
    /// <param name="results">The batch's results.</param>
    internal void Scatter(int answer, Span<int> results)
    {
        for (int i = 0; i < _taken; i++)
        {
            results[_places[_start + i]] = answer < 0 ? answer : _intResults[i];
        }
    }

    /// <summary>Copies the round's 64-bit results to their items; a failed call fails all of them.</summary>
    /// <param name="answer">The call's return code.</param>
    /// <param name="results">The batch's results.</param>
    internal void Scatter(int answer, Span<long> results)
    {
        for (int i = 0; i < _taken; i++)
        {
            results[_places[_start + i]] = answer < 0 ? answer : _longResults[i];
        }
    }

    /// <summary>Returns the arrays.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_roundEnds);
        ArrayPool<int>.Shared.Return(_places);
        ArrayPool<nint>.Shared.Return(_keys);
        ArrayPool<int>.Shared.Return(_keyLengths);
        ArrayPool<nint>.Shared.Return(_buffers);
        ArrayPool<nuint>.Shared.Return(_sizes);
        ArrayPool<int>.Shared.Return(_intResults);
        ArrayPool<long>.Shared.Return(_longResults);
    }

    /// <summary>A counting sort.</summary>
    /// <param name="roundOfItem">The round of each item of the batch, or <see cref="KeyRounds.None"/>.</param>
    /// <param name="roundEnds">Gets where each round ends.</param>
    /// <param name="places">Gets the places, sorted.</param>
    /// <returns>The number of items of the largest round.</returns>
    private static int SortByRound(ReadOnlySpan<int> roundOfItem, Span<int> roundEnds, Span<int> places)
    {
        roundEnds.Clear();
        foreach (int round in roundOfItem)
        {
            if (round != KeyRounds.None)
            {
                roundEnds[round]++;
            }
        }

        // Counts become starts here, and starts become ends as the rounds are filled.
        int largest = 0;
        int start = 0;
        foreach (ref int entry in roundEnds)
        {
            int count = entry;
            largest = Math.Max(largest, count);
            entry = start;
            start += count;
        }

        for (int item = 0; item < roundOfItem.Length; item++)
        {
            int round = roundOfItem[item];
            if (round != KeyRounds.None)
            {
                places[roundEnds[round]++] = item;
            }
        }

        return largest;
    }
}
