using Mooncake.Errors;
using Mooncake.Observability;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Raw;

/// <summary>Moves objects between the store and registered memory of the caller's, without a copy in between. Thread-safe.</summary>
/// <remarks>The buffers are held on to until the native call has returned, whatever their owner does meanwhile.</remarks>
internal sealed class RegisteredTransfers
{
    private readonly StoreSession _session;

    /// <summary>Works in a session.</summary>
    internal RegisteredTransfers(StoreSession session) => _session = session;

    /// <summary>Stores the bytes of registered memory.</summary>
    internal async ValueTask<StoreResult> PutFromAsync(RawKey key, RegisteredMemory source, PutOptions? options, CancellationToken cancellationToken) =>
        (await PutManyFromAsync([key], [source], options, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Reads an object into registered memory.</summary>
    internal async ValueTask<StoreResult<long>> GetIntoAsync(RawKey key, RegisteredMemory destination, CancellationToken cancellationToken) =>
        (await GetManyIntoAsync([key], [destination], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Stores the bytes of many pieces of registered memory, in batch calls of bounded size.</summary>
    internal async ValueTask<StoreBatch> PutManyFromAsync(RawKey[] keys, RegisteredMemory[] sources, PutOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreResult[] results = keys.Length == 0 ? [] : new StoreResult[keys.Length];
        for (int start = 0; start < keys.Length; start += BatchLimits.Items)
        {
            int end = Math.Min(keys.Length, start + BatchLimits.Items);
            BatchArguments batch = _session.Batches.Take();
            batch.Begin(end - start);
            batch.Config = options?.Native;
            for (int item = start; item < end; item++)
            {
                if (TryAdd(batch, keys[item], item, sources[item], StoreOperation.Put) is { } refused)
                {
                    results[item] = StoreResult.Failed(refused);
                }
            }

            batch.Seal();
            StoreError? error = await _session.RunBatchAsync(BatchVerb.Put, batch, cancellationToken).ConfigureAwait(false);
            if (error is not null)
            {
                FailUnfilled(keys, results, start, end, error);
                continue;
            }

            for (int i = 0; i < batch.Count; i++)
            {
                int item = batch.Items[i];
                int answer = batch.ShortAnswers[i];
                CallMetrics.Wrote(answer == 0 ? (long)batch.Sizes[i] : 0);
                results[item] = answer == 0 ? StoreResult.Done : StoreResult.Failed(_session.Error(answer, StoreOperation.Put, keys[item].Text));
            }

            _session.Batches.Return(batch);
        }

        return new StoreBatch(results);
    }

    /// <summary>Reads many objects into registered memory, in batch calls of bounded size.</summary>
    internal async ValueTask<StoreBatch<long>> GetManyIntoAsync(RawKey[] keys, RegisteredMemory[] destinations, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreResult<long>[] results = keys.Length == 0 ? [] : new StoreResult<long>[keys.Length];
        for (int start = 0; start < keys.Length; start += BatchLimits.Items)
        {
            int end = Math.Min(keys.Length, start + BatchLimits.Items);
            BatchArguments batch = _session.Batches.Take();
            batch.Begin(end - start);
            for (int item = start; item < end; item++)
            {
                if (TryAdd(batch, keys[item], item, destinations[item], StoreOperation.Get) is { } refused)
                {
                    results[item] = StoreResult<long>.Failed(refused);
                }
            }

            batch.Seal();
            StoreError? error = await _session.RunBatchAsync(BatchVerb.Get, batch, cancellationToken).ConfigureAwait(false);
            if (error is not null)
            {
                FailUnfilled(keys, results, start, end, error);
                continue;
            }

            for (int i = 0; i < batch.Count; i++)
            {
                int item = batch.Items[i];
                results[item] = Conclude(keys[item].Text, batch.Answers[i], (long)batch.Sizes[i]);
            }

            // Given back before anything else is asked: a cancelled question must not keep the caller's buffers registered.
            _session.Batches.Return(batch);
            await TellSizesAsync(keys, destinations, results, start, end, cancellationToken).ConfigureAwait(false);
        }

        return new StoreBatch<long>(results);
    }

    /// <summary>Adds an item, and holds on to its buffer.</summary>
    private unsafe StoreError? TryAdd(BatchArguments batch, RawKey key, int item, RegisteredMemory memory, StoreOperation operation)
    {
        if (memory.Length == 0 && memory.Buffer is not null && operation == StoreOperation.Put)
        {
            return OperationErrors.Unstorable(StoreErrorCode.EmptyObject, operation, RawCodec.ObjectName, key.Text, _session.Options.MaxKeyBytes);
        }

        StoreErrorCode code = batch.TryAdd(in key, item, _session.Options.MaxKeyBytes);
        if (code != StoreErrorCode.Ok)
        {
            return OperationErrors.Key(code, operation, key.Text, _session.Options.MaxKeyBytes);
        }

        if (!memory.TryHold(_session))
        {
            batch.DropLast();
            return OperationErrors.NotRegistered(operation, key.Text, memory);
        }

        batch.Hold(memory);
        batch.SetRoom(batch.Count - 1, memory.Pointer, (nuint)memory.Length);
        return null;
    }

    private StoreResult<long> Conclude(string key, long answer, long room) => answer switch
    {
        >= 0 when answer <= room => StoreResult<long>.Found(answer),
        >= 0 => StoreResult<long>.Failed(OperationErrors.Unreadable(StoreErrorCode.SizeMismatch, RawCodec.ObjectName, key)),
        (int)StoreErrorCode.ObjectNotFound => StoreResult<long>.Missing,

        // The arguments were checked, so the object is larger than its room.
        (int)StoreErrorCode.InvalidParams when _session.IsOpen => StoreResult<long>.Failed(OperationErrors.BufferTooSmall(key, size: -1, room)),
        _ => StoreResult<long>.Failed(_session.Error(answer, StoreOperation.Get, key)),
    };

    /// <summary>Asks how large the objects are that did not fit, so that their errors can say it.</summary>
    private async ValueTask TellSizesAsync(
        RawKey[] keys, RegisteredMemory[] destinations, StoreResult<long>[] results, int start, int end, CancellationToken cancellationToken)
    {
        for (int i = start; i < end; i++)
        {
            if (results[i].Error?.Code == StoreErrorCode.BufferTooSmall)
            {
                StoreResult<long> size = await _session.Raw.Queries.SizeOfAsync(in keys[i], cancellationToken).ConfigureAwait(false);
                results[i] = size.IsMissing ? size
                    : size.IsFound ? StoreResult<long>.Failed(OperationErrors.BufferTooSmall(keys[i].Text, size.Value, destinations[i].Length))
                    : results[i];
            }
        }
    }

    private static void FailUnfilled(RawKey[] keys, StoreResult[] results, int start, int end, StoreError error)
    {
        for (int i = start; i < end; i++)
        {
            if (ReferenceEquals(results[i].Error, StoreErrors.Unfilled))
            {
                results[i] = StoreResult.Failed(error.WithKey(keys[i].Text));
            }
        }
    }

    private static void FailUnfilled(RawKey[] keys, StoreResult<long>[] results, int start, int end, StoreError error)
    {
        for (int i = start; i < end; i++)
        {
            if (ReferenceEquals(results[i].Error, StoreErrors.Unfilled))
            {
                results[i] = StoreResult<long>.Failed(error.WithKey(keys[i].Text));
            }
        }
    }
}
