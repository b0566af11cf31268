using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;

namespace Mooncake.Operations;

internal sealed unsafe partial class ObjectReader<TKey, TValue, TDecoder>
{
    /// <summary>Reads many objects, in batch calls of bounded size.</summary>
    /// <param name="keys">The keys; must not change until the result is there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async ValueTask<StoreBatch<TValue>> GetManyAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        cancellationToken.ThrowIfCancellationRequested();
        _session.ThrowIfClosed();

        StoreResult<TValue>[] results = keys.Count == 0 ? [] : new StoreResult<TValue>[keys.Count];
        int start = 0;
        while (start < results.Length)
        {
            int room = (int)BatchLimits.Aligned(_estimate.Room);
            int count = Math.Min(results.Length - start, Math.Clamp(BatchLimits.Bytes / room, 1, BatchLimits.Items));
            StoreResult<RentedBuffer> rented = await _session.RentAsync((nint)room * count, Tag, cancellationToken).ConfigureAwait(false);
            if (rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
            {
                int retries = GetChunk(keys, start, results.AsSpan(start, count), buffer, room);
                for (int i = start; retries > 0 && i < start + count; i++)
                {
                    if (ReferenceEquals(results[i].Error, AskAlone))
                    {
                        results[i] = await GetAsync(keys[i], cancellationToken).ConfigureAwait(false);
                        retries--;
                    }
                }
            }
            else
            {
                results.AsSpan(start, count).Fill(StoreResult<TValue>.Failed(error!));
            }

            start += count;
        }

        return new StoreBatch<TValue>(results);
    }

    /// <summary>Marks an item whose object did not fit or whose lease was lost: it is asked for alone.</summary>
    private static readonly StoreError AskAlone = new(StoreErrorCode.BufferTooSmall, StoreOperation.Get, "The object is larger than its room in the batch.", "");

    /// <summary>Reads one chunk in one call, and returns the rental.</summary>
    /// <returns>Number of items to be asked for alone.</returns>
    private int GetChunk(IReadOnlyList<TKey> keys, int start, Span<StoreResult<TValue>> results, RentedBuffer buffer, int room)
    {
        BatchScratch scratch = _session.Scratches.Take();
        int retries = 0;
        try
        {
            scratch.Begin(results.Length);
            byte* next = buffer.Pointer;
            for (int i = 0; i < results.Length; i++)
            {
                TKey key = keys[start + i];
                StoreErrorCode code = scratch.TryAdd(in key, i, _session.Options.MaxKeyBytes);
                if (code == StoreErrorCode.Ok)
                {
                    scratch.SetRoom(scratch.Count - 1, next, room);
                    next += room;
                }
                else
                {
                    results[i] = StoreResult<TValue>.Failed(OperationErrors.Key(code, StoreOperation.Get, KeyText.ToText(in key), _session.Options.MaxKeyBytes));
                }
            }

            scratch.Seal();
            _ = _backend.BatchGetInto(scratch.Keys, scratch.KeyLengths, scratch.Buffers, scratch.Sizes, scratch.Answers);
            Memory<byte> memory = buffer.Memory;
            for (int i = 0; i < scratch.Count; i++)
            {
                int item = scratch.Items[i];
                TKey key = keys[start + item];
                long answer = scratch.Answers[i];
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
                    RentedBuffer shared = buffer;
                    results[item] = TDecoder.Decode(ref shared, memory.Slice(i * room, (int)answer), scratch.KeyTextOf(i), in key);
                }
            }

            return retries;
        }
        finally
        {
            _session.Scratches.Return(scratch);
            buffer.Return();
        }
    }
}
