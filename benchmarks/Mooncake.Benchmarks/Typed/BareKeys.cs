using System.Runtime.CompilerServices;

namespace Mooncake.Benchmarks.Typed;

/// <summary>
/// Keys that are there before a round begins, each for one put: what is stored anew needs a new key, and making one is not part of a bare
/// call.
/// </summary>
internal sealed unsafe class BareKeys
{
    private readonly int _batch;
    private byte[] _text = [];
    private nint[] _keys = [];
    private int[] _lengths = [];
    private int _next;

    /// <summary>Makes the first keys.</summary>
    /// <param name="batch">How many one call takes.</param>
    internal BareKeys(int batch)
    {
        _batch = batch;
        Rewind();
    }

    /// <summary>
    /// Begins with the first key again, for a store that was cleared. Makes as many as two rounds like the last one take: a round has the
    /// same number of calls as the one before, or twice as many.
    /// </summary>
    internal void Rewind()
    {
        int needed = Math.Max(2 * _next, _batch);
        _next = 0;
        if (needed <= _keys.Length)
        {
            return;
        }

        _text = GC.AllocateUninitializedArray<byte>(needed * HandWrittenStore.KeyRoom, pinned: true);
        _keys = new nint[needed];
        _lengths = new int[needed];
        for (int i = 0; i < needed; i++)
        {
            Span<byte> room = _text.AsSpan(i * HandWrittenStore.KeyRoom, HandWrittenStore.KeyRoom);
            _lengths[i] = HandWrittenStore.FormatKey(room, "llama-70b", 3, (ulong)i);
            _keys[i] = (nint)Unsafe.AsPointer(ref room[0]);
        }
    }

    /// <summary>The keys of the next call.</summary>
    /// <param name="lengths">Their bytes.</param>
    internal ReadOnlySpan<nint> Take(out ReadOnlySpan<int> lengths)
    {
        int first = _next;
        _next += _batch;
        lengths = _lengths.AsSpan(first, _batch);
        return _keys.AsSpan(first, _batch);
    }
}
