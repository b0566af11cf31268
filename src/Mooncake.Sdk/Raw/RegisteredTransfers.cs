using System.Runtime.CompilerServices;
using Mooncake.Errors;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Raw;

/// <summary>Moves objects between the store and registered memory of the caller, without a copy in between. Thread-safe.</summary>
/// <remarks>The buffers have a reference until the native call has returned, whatever their owner does meanwhile.</remarks>
internal sealed partial class RegisteredTransfers
{
    private readonly StoreSession _session;

    /// <summary>Creates the transfers of a session.</summary>
    internal RegisteredTransfers(StoreSession session) => _session = session;

    /// <summary>Stores the bytes of registered memory.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult> PutFromAsync(
        RawKey key, RegisteredMemory source, PutOptions? options, CancellationToken cancellationToken) =>
        (await PutManyFromAsync([key], [source], options, cancellationToken).On(_session.Threads))[0];

    /// <summary>Reads an object into registered memory.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult<long>> GetIntoAsync(
        RawKey key, RegisteredMemory destination, CancellationToken cancellationToken) =>
        (await GetManyIntoAsync([key], [destination], cancellationToken).On(_session.Threads))[0];

    /// <summary>Stores the bytes of many pieces of registered memory, in native calls of bounded size.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreBatch> PutManyFromAsync(
        RawKey[] keys, RegisteredMemory[] sources, PutOptions? options, CancellationToken cancellationToken)
    {
        if (options is { NeedsConditionalWriter: true })
        {
            return await PutListConditionallyAsync(keys, sources, options, cancellationToken).On(_session.Threads);
        }

        Cancellation.ThrowIfRequested(StoreOperation.Put, cancellationToken);
        long deadline = _session.LimitFromNow;
        StoreResult[] results = keys.Length == 0 ? [] : new StoreResult[keys.Length];
        try
        {
            for (int start = 0; start < keys.Length;)
            {
                if (start > 0 && _session.HasPassed(deadline))
                {
                    StoreError notBegun = OperationErrors.NotBegun(StoreOperation.Put, _session.Options);
                    for (; start < keys.Length; start++)
                    {
                        results[start] = StoreResult.Failed(notBegun.WithKey(keys[start].Text));
                    }

                    break;
                }

                List<int> items = NextItems(sources, ref start);
                await PutBatchAsync(keys, sources, options, results, items, deadline, cancellationToken).On(_session.Threads);
                await PutAgainWhileFullAsync(keys, sources, options, results, items, deadline, cancellationToken).On(_session.Threads);
            }
        }
        catch (StoreCanceledException canceled) when (canceled.Outcome == WriteOutcome.NotApplied && Array.Exists(results, Cancellation.MayHaveWritten))
        {
            // The outcome of the last call does not cover the calls before it.
            throw new StoreCanceledException(StoreOperation.Put, WriteOutcome.Unknown, cancellationToken);
        }

        return new StoreBatch(results);
    }

    /// <summary>Reads many objects into registered memory, in native calls of bounded size.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreBatch<long>> GetManyIntoAsync(
        RawKey[] keys, RegisteredMemory[] destinations, CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(StoreOperation.Get, cancellationToken);
        long deadline = _session.LimitFromNow;
        StoreResult<long>[] results = keys.Length == 0 ? [] : new StoreResult<long>[keys.Length];
        for (int start = 0; start < keys.Length;)
        {
            if (start > 0 && _session.HasPassed(deadline))
            {
                StoreError notBegun = OperationErrors.NotBegun(StoreOperation.Get, _session.Options);
                for (; start < keys.Length; start++)
                {
                    results[start] = StoreResult<long>.Failed(notBegun.WithKey(keys[start].Text));
                }

                break;
            }

            List<int> items = NextItems(destinations, ref start);
            await GetBatchAsync(keys, destinations, results, items, deadline, cancellationToken).On(_session.Threads);

            // After an expired lease the item is read once more, and that result is final.
            items.RemoveAll(item => results[item].Error?.Code != StoreErrorCode.LeaseExpired);
            await GetBatchAsync(keys, destinations, results, items, deadline, cancellationToken).On(_session.Threads);
        }

        await TellSizesAsync(keys, destinations, results, deadline, cancellationToken).On(_session.Threads);
        return new StoreBatch<long>(results);
    }

    /// <summary>The items of the next call, by number and by bytes.</summary>
    private static List<int> NextItems(RegisteredMemory[] memories, ref int start)
    {
        List<int> items = [];
        for (long bytes = 0; start < memories.Length && items.Count < BatchLimits.Items; start++)
        {
            bytes += memories[start].Length;
            if (items.Count > 0 && bytes > BatchLimits.RentedBytes)
            {
                break;
            }

            items.Add(start);
        }

        return items;
    }

    private async ValueTask PutBatchAsync(
        RawKey[] keys, RegisteredMemory[] sources, PutOptions? options, StoreResult[] results, List<int> items, long deadline, CancellationToken cancellationToken)
    {
        BatchArguments batch = Gather(
            keys, sources, items, StoreOperation.Put, (item, refused) => results[item] = StoreResult.Failed(refused));
        batch.Config = options?.Native;
        batch.ConcludesOnLane = items.Count == keys.Length && !_session.RetriesWhenFull;
        batch.Send(_session, StoreOperation.Put, (items[0], items[^1] + 1), deadline, cancellationToken);
        StoreError? error = await batch.EndAsync(_session);
        if (error is not null)
        {
            foreach (int item in items)
            {
                results[item] = IsRefused(results[item].Error) ? results[item] : StoreResult.Failed(error.WithKey(keys[item].Text));
            }

            return;
        }

        for (int i = 0; i < batch.Count; i++)
        {
            int item = batch.Items[i];
            int answer = batch.ShortAnswers[i];
            _session.Telemetry.Calls.Wrote(answer == 0 ? (long)batch.Sizes[i] : 0);
            results[item] = answer == 0
                ? StoreResult.Done
                : StoreResult.Failed(_session.PutError(answer, StoreOperation.Put, keys[item].Text, (long)batch.Sizes[i]));
        }

        _session.Batches.Return(batch);
    }

    /// <summary>If requested: puts the items that found no room again, with growing pauses until the deadline.</summary>
    private async ValueTask PutAgainWhileFullAsync(
        RawKey[] keys, RegisteredMemory[] sources, PutOptions? options, StoreResult[] results, List<int> items, long deadline, CancellationToken cancellationToken)
    {
        Backoff backoff = new(_session, StoreOperation.Put, deadline);
        while (_session.RetriesWhenFull)
        {
            items.RemoveAll(item => results[item].Error is not { Code: StoreErrorCode.NoAvailableHandle, Retry: not RetryClass.Never });
            if (items.Count == 0 || !await backoff.WaitAsync(cancellationToken).On(_session.Threads))
            {
                return;
            }

            await PutBatchAsync(keys, sources, options, results, items, deadline, cancellationToken).On(_session.Threads);
        }
    }

    private async ValueTask GetBatchAsync(
        RawKey[] keys, RegisteredMemory[] destinations, StoreResult<long>[] results, List<int> items, long deadline, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return;
        }

        BatchArguments batch = Gather(
            keys, destinations, items, StoreOperation.Get, (item, refused) => results[item] = StoreResult<long>.Failed(refused));
        batch.ConcludesOnLane = items.Count == keys.Length;
        batch.Send(_session, StoreOperation.Get, (items[0], items[^1] + 1), deadline, cancellationToken);
        StoreError? error = await batch.EndAsync(_session);
        if (error is not null)
        {
            foreach (int item in items)
            {
                results[item] = IsRefused(results[item].Error) ? results[item] : StoreResult<long>.Failed(error.WithKey(keys[item].Text));
            }

            return;
        }

        for (int i = 0; i < batch.Count; i++)
        {
            int item = batch.Items[i];
            results[item] = Conclude(keys[item].Text, batch.Answers[i], (long)batch.Sizes[i]);
            _session.Telemetry.Calls.Read(results[item].IsFound ? batch.Answers[i] : 0);
        }

        _session.Batches.Return(batch);
    }

    /// <summary>Creates the arguments of one call.</summary>
    private BatchArguments Gather(
        RawKey[] keys, RegisteredMemory[] memories, List<int> items, StoreOperation operation, Action<int, StoreError> refuse)
    {
        BatchArguments batch = _session.Batches.Take();
        batch.Begin(items.Count);
        foreach (int item in items)
        {
            if (TryAdd(batch, keys[item], item, memories[item], operation) is { } refused)
            {
                refuse(item, refused);
            }
        }

        batch.Seal();
        return batch;
    }

    /// <summary>
    /// True for an item that was rejected before the call, whose error is kept; false for one without a result, or with one from an earlier
    /// call.
    /// </summary>
    private static bool IsRefused(StoreError? error) =>
        error is not null && !ReferenceEquals(error, StoreErrors.Unfilled) && error.NativeCode is null;

    /// <summary>Adds an item, and a reference to its buffer.</summary>
    private unsafe StoreError? TryAdd(BatchArguments batch, RawKey key, int item, RegisteredMemory memory, StoreOperation operation)
    {
        if (memory.Length == 0 && memory.Buffer is not null && operation == StoreOperation.Put)
        {
            return Empty(in key);
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
        batch.SetCapacity(batch.Count - 1, memory.Pointer, (nuint)memory.Length);
        return null;
    }

    private StoreError Empty(in RawKey key) => OperationErrors.Unstorable(
        new WriteFault(StoreErrorCode.EmptyObject), StoreOperation.Put, RawAccess.ObjectName, key.Text, _session.Options.MaxKeyBytes);

    private StoreResult<long> Conclude(string key, long answer, long room) => answer switch
    {
        >= 0 when answer <= room => StoreResult<long>.Found(answer),
        >= 0 => StoreResult<long>.Failed(OperationErrors.Unreadable(StoreErrorCode.SizeMismatch, RawAccess.ObjectName, key)),
        (int)StoreErrorCode.ObjectNotFound => StoreResult<long>.MissingAt(new RawKey(key)),

        // The arguments were checked, so the object is larger than its buffer.
        (int)StoreErrorCode.InvalidParams when _session.IsOpen => StoreResult<long>.Failed(
            OperationErrors.BufferTooSmall(key, size: -1, room)),
        _ => StoreResult<long>.Failed(_session.Error(answer, StoreOperation.Get, key)),
    };

    /// <summary>
    /// Queries the sizes of the objects that did not fit, so that their errors can state them; not after the deadline, because the errors
    /// are complete without them.
    /// </summary>
    private async ValueTask TellSizesAsync(
        RawKey[] keys, RegisteredMemory[] destinations, StoreResult<long>[] results, long deadline, CancellationToken cancellationToken)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            if (results[i].Error?.Code == StoreErrorCode.BufferTooSmall && !_session.HasPassed(deadline))
            {
                StoreResult<long> size = await _session.Raw.Queries.SizeOfAsync(in keys[i], deadline, cancellationToken).On(_session.Threads);
                results[i] = size.IsMissing ? size
                    : size.IsFound ? StoreResult<long>.Failed(
                        OperationErrors.BufferTooSmall(keys[i].Text, size.GetValueOrThrow(), destinations[i].Length))
                    : results[i];
            }
        }
    }
}
