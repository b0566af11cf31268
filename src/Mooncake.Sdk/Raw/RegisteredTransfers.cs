using Mooncake.Errors;
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
                StoreError? refused = TryAdd(batch, keys[item], item, sources[item], StoreOperation.Put);
                results[item] = refused is null ? default : StoreResult.Failed(refused);
            }

            batch.Seal();
            StoreError? error = await _session.RunBatchAsync(BatchVerb.Put, batch, cancellationToken).ConfigureAwait(false);
            for (int i = 0; error is null && i < batch.Count; i++)
            {
                int item = batch.Items[i];
                int answer = batch.ShortAnswers[i];
                results[item] = answer == 0 ? StoreResult.Done : StoreResult.Failed(_session.Error(answer, StoreOperation.Put, keys[item].Text));
            }

            for (int item = start; error is not null && item < end; item++)
            {
                results[item] = ReferenceEquals(results[item].Error, StoreErrors.Unfilled) ? StoreResult.Failed(error.WithKey(keys[item].Text)) : results[item];
            }

            if (error is null)
            {
                _session.Batches.Return(batch);
            }
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
                StoreError? refused = TryAdd(batch, keys[item], item, destinations[item], StoreOperation.Get);
                results[item] = refused is null ? default : StoreResult<long>.Failed(refused);
            }

            batch.Seal();
            StoreError? error = await _session.RunBatchAsync(BatchVerb.Get, batch, cancellationToken).ConfigureAwait(false);
            for (int i = 0; error is null && i < batch.Count; i++)
            {
                int item = batch.Items[i];
                results[item] = await ConcludeAsync(keys[item], batch.Answers[i], (long)batch.Sizes[i], cancellationToken).ConfigureAwait(false);
            }

            for (int item = start; error is not null && item < end; item++)
            {
                results[item] = ReferenceEquals(results[item].Error, StoreErrors.Unfilled) ? StoreResult<long>.Failed(error.WithKey(keys[item].Text)) : results[item];
            }

            if (error is null)
            {
                _session.Batches.Return(batch);
            }
        }

        return new StoreBatch<long>(results);
    }

    /// <summary>Adds an item, and holds on to its buffer.</summary>
    private unsafe StoreError? TryAdd(BatchArguments batch, RawKey key, int item, RegisteredMemory memory, StoreOperation operation)
    {
        if (memory.Length == 0 && memory.Buffer is not null && operation == StoreOperation.Put)
        {
            return OperationErrors.Unstorable(StoreErrorCode.EmptyObject, operation, RawCodec.Name, key.Text, _session.Options.MaxKeyBytes);
        }

        StoreErrorCode code = batch.TryAdd(in key, item, _session.Options.MaxKeyBytes);
        if (code != StoreErrorCode.Ok)
        {
            return OperationErrors.Key(code, operation, key.Text, _session.Options.MaxKeyBytes);
        }

        if (!memory.TryHold(_session))
        {
            batch.DropLast();
            return OperationErrors.NotRegistered(operation, key.Text);
        }

        batch.Hold(memory);
        batch.SetRoom(batch.Count - 1, memory.Pointer, (nuint)memory.Length);
        return null;
    }

    private async ValueTask<StoreResult<long>> ConcludeAsync(RawKey key, long answer, long room, CancellationToken cancellationToken)
    {
        if (answer >= 0)
        {
            return answer <= room
                ? StoreResult<long>.Found(answer)
                : StoreResult<long>.Failed(OperationErrors.Unreadable(StoreErrorCode.SizeMismatch, RawCodec.Name, key.Text));
        }

        if (answer == (int)StoreErrorCode.ObjectNotFound)
        {
            return StoreResult<long>.Missing;
        }

        if (answer != (int)StoreErrorCode.InvalidParams || !_session.IsOpen)
        {
            return StoreResult<long>.Failed(_session.Error(answer, StoreOperation.Get, key.Text));
        }

        // The arguments were checked, so the object is larger than its room; the error says how large.
        StoreResult<long> size = await _session.Raw.Queries.SizeOfAsync(in key, cancellationToken).ConfigureAwait(false);
        return size.IsMissing ? size : StoreResult<long>.Failed(OperationErrors.BufferTooSmall(key.Text, size.GetValueOrDefault(-1), room));
    }
}
