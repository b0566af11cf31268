using System.Buffers;
using System.Numerics;

namespace Mooncake.Native;

/// <summary>
/// Cuts a batch into successive calls: items refused by the guards are left out, and a key that stands more than once goes into
/// as many calls as it has places, in order.
/// </summary>
/// <remarks>The arrays are pooled; nothing is rented for the usual batch, which needs no split.</remarks>
internal sealed class BatchSplit : IDisposable
{
    private readonly int[] _roundOfItem;
    private readonly int[] _places;
    private readonly nint[] _keys;
    private readonly int[] _keyLengths;
    private readonly nint[] _buffers;
    private readonly nuint[] _sizes;
    private readonly int[] _intResults;
    private readonly long[] _longResults;
    private readonly int _count;
    private readonly int _rounds;
    private int _round;
    private int _taken;

    private BatchSplit(int count, int[] roundOfItem, int rounds)
    {
        _count = count;
        _roundOfItem = roundOfItem;
        _rounds = rounds;
        _places = ArrayPool<int>.Shared.Rent(count);
        _keys = ArrayPool<nint>.Shared.Rent(count);
        _keyLengths = ArrayPool<int>.Shared.Rent(count);
        _buffers = ArrayPool<nint>.Shared.Rent(count);
        _sizes = ArrayPool<nuint>.Shared.Rent(count);
        _intResults = ArrayPool<int>.Shared.Rent(count);
        _longResults = ArrayPool<long>.Shared.Rent(count);
    }

    /// <summary>Keys of the round, as the call takes them.</summary>
    internal ReadOnlySpan<nint> Keys => _keys.AsSpan(0, _taken);

    /// <summary>Key lengths of the round.</summary>
    internal ReadOnlySpan<int> KeyLengths => _keyLengths.AsSpan(0, _taken);

    /// <summary>Buffers of the round.</summary>
    internal ReadOnlySpan<nint> Buffers => _buffers.AsSpan(0, _taken);

    /// <summary>Sizes of the round.</summary>
    internal ReadOnlySpan<nuint> Sizes => _sizes.AsSpan(0, _taken);

    /// <summary>Room for the round's 32-bit results.</summary>
    internal Span<int> IntResults => _intResults.AsSpan(0, _taken);

    /// <summary>Room for the round's 64-bit results.</summary>
    internal Span<long> LongResults => _longResults.AsSpan(0, _taken);

    /// <summary>Plans the split, or answers null if the batch can go as it is.</summary>
    /// <param name="keys">The batch's keys.</param>
    /// <param name="keyLengths">Their lengths.</param>
    /// <param name="refusals">Per item 0, or the code with which a guard refused it.</param>
    /// <param name="takesDuplicateKeys">True if the engine carries out duplicates in order by itself.</param>
    internal static BatchSplit? PlanIfNeeded<TResult>(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<TResult> refusals, bool takesDuplicateKeys)
        where TResult : unmanaged, IBinaryInteger<TResult>
    {
        bool anyRefused = refusals.ContainsAnyExcept(TResult.Zero);
        if (!anyRefused && (takesDuplicateKeys || keys.Length == 1))
        {
            return null;
        }

        int[] roundOfItem = ArrayPool<int>.Shared.Rent(keys.Length);
        int rounds = KeyRounds.Assign(keys, keyLengths, refusals, takesDuplicateKeys, roundOfItem.AsSpan(0, keys.Length));
        if (!anyRefused && rounds <= 1)
        {
            ArrayPool<int>.Shared.Return(roundOfItem);
            return null;
        }

        return new BatchSplit(keys.Length, roundOfItem, rounds);
    }

    /// <summary>Gathers the items of the next round; false when all rounds are done.</summary>
    internal bool TakeRound(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<nint> buffers = default, ReadOnlySpan<nuint> sizes = default)
    {
        if (_round == _rounds)
        {
            return false;
        }

        _taken = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_roundOfItem[i] != _round)
            {
                continue;
            }

            _places[_taken] = i;
            _keys[_taken] = keys[i];
            _keyLengths[_taken] = keyLengths[i];
            _buffers[_taken] = buffers.IsEmpty ? 0 : buffers[i];
            _sizes[_taken] = sizes.IsEmpty ? 0 : sizes[i];
            _taken++;
        }

        _round++;
        return true;
    }

    /// <summary>Brings the round's 32-bit results to the places of their items; a failed call fails all of them.</summary>
    internal void Scatter(int answer, Span<int> results)
    {
        for (int i = 0; i < _taken; i++)
        {
            results[_places[i]] = answer != 0 ? answer : _intResults[i];
        }
    }

    /// <summary>Brings the round's 64-bit results to the places of their items; a failed call fails all of them.</summary>
    internal void Scatter(int answer, Span<long> results)
    {
        for (int i = 0; i < _taken; i++)
        {
            results[_places[i]] = answer != 0 ? answer : _longResults[i];
        }
    }

    /// <summary>Returns the arrays.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_roundOfItem);
        ArrayPool<int>.Shared.Return(_places);
        ArrayPool<nint>.Shared.Return(_keys);
        ArrayPool<int>.Shared.Return(_keyLengths);
        ArrayPool<nint>.Shared.Return(_buffers);
        ArrayPool<nuint>.Shared.Return(_sizes);
        ArrayPool<int>.Shared.Return(_intResults);
        ArrayPool<long>.Shared.Return(_longResults);
    }
}
