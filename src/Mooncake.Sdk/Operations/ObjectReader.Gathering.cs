using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Keys;

namespace Mooncake.Operations;

/// <content>The native calls of a batch: their keys and memory, and what they returned.</content>
internal sealed partial class ObjectReader<TKey, TValue>
{
    /// <summary>Sets the results of a call that has ended.</summary>
    /// <param name="keys">The list.</param>
    /// <param name="results">Its results.</param>
    /// <param name="landed">The arguments, which are no longer owned if there is an error.</param>
    /// <param name="leases">Owns the memory from then on; null for values that are copied.</param>
    /// <param name="places">The indexes of the list that it covered.</param>
    /// <param name="error">The error of the whole call, or null.</param>
    /// <returns>Number of marked items, to be read individually.</returns>
    private int Conclude(
        IReadOnlyList<TKey> keys,
        StoreResult<TValue>[] results,
        BatchArguments landed,
        ListLeases? leases,
        (int From, int To) places,
        StoreError? error)
    {
        if (error is not null)
        {
            FailUnfilled(keys, results, places.From, places.To, error);
            return 0;
        }

        try
        {
            return DecodeAll(keys, results, landed, leases);
        }
        finally
        {
            _session.Batches.Return(landed);
        }
    }

    /// <summary>Creates the arguments of one call.</summary>
    // Not inlined: a loop that becomes part of a state machine keeps its variables in memory. This applies to every loop over a batch.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe BatchArguments Gather(
        IReadOnlyList<TKey> keys, int start, int end, StoreResult<TValue>[] results, RentedBuffer buffer, int room)
    {
        BatchArguments batch = _session.Batches.Take();
        batch.Begin(end - start);
        batch.Rental = buffer;
        byte* next = buffer.Pointer;
        ReadOnlySpan<TKey> all = ItemList.SpanOf(keys);
        for (int i = start; i < end; i++)
        {
            ref readonly TKey key = ref all[i];
            StoreErrorCode code = batch.TryAdd(in key, i, _session.Options.MaxKeyBytes);
            if (code == StoreErrorCode.Ok)
            {
                batch.SetCapacity(batch.Count - 1, next, (nuint)room);
                next += room;
            }
            else
            {
                results[i] = RefuseKey(code, in key);
            }
        }

        batch.Seal();
        return batch;
    }

    /// <summary>Converts the results of one call.</summary>
    /// <returns>Number of items to be read individually.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe int DecodeAll(IReadOnlyList<TKey> keys, StoreResult<TValue>[] results, BatchArguments batch, ListLeases? leases)
    {
        int retries = 0;
        int found = 0;
        long read = 0;
        int room = batch.Count == 0 ? 0 : (int)batch.Sizes[0];
        byte* objects = batch.Rental.Pointer;
        LeasedMemory? memory = leases is null ? null : new LeasedMemory(batch.Rental, batch.Rental.Span);
        ReadOnlyMemory<byte> lent = memory is null ? default : memory.Bytes;
        ReadOnlySpan<TKey> all = ItemList.SpanOf(keys);
        for (int i = 0; i < batch.Count; i++)
        {
            int item = batch.Items[i];
            ref readonly TKey key = ref all[item];
            long answer = batch.Answers[i];
            if (answer is (int)StoreErrorCode.InvalidParams or (int)StoreErrorCode.LeaseExpired)
            {
                results[item] = StoreResult<TValue>.Failed(AskAlone);
                retries++;
            }
            else if (answer < 0 || answer > room)
            {
                results[item] = Conclude(in key, answer);
            }
            else
            {
                _estimate.Saw((int)answer);
                read += answer;
                ReadOnlySpan<byte> bytes = new(objects + ((nint)i * room), (int)answer);
                ReadOnlyMemory<byte> owner = memory is null ? default : lent.Slice(i * room, (int)answer);
                results[item] = LogIfFailed(_decoder.Decode(bytes, owner, batch.KeyTextOf(i), in key));
                found += results[item].IsFound ? 1 : 0;
            }
        }

        if (found > 0 && memory is not null)
        {
            batch.Rental = default;
            leases!.Leases.Own(memory);
        }

        _session.Telemetry.Calls.Read(read);
        return retries;
    }

    private static void FailUnfilled(IReadOnlyList<TKey> keys, StoreResult<TValue>[] results, int start, int end, StoreError error)
    {
        for (int i = start; i < end; i++)
        {
            if (ReferenceEquals(results[i].Error, StoreErrors.Unfilled))
            {
                results[i] = StoreResult<TValue>.Failed(error.WithKey(KeyText.ToText(keys[i])));
            }
        }
    }
}
