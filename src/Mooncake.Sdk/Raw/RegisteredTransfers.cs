using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Native;
using Mooncake.Operations;
using Mooncake.Options;
using Mooncake.Session;

namespace Mooncake.Raw;

/// <summary>Moves objects between the store and registered memory of the caller's, without a copy in between. Thread-safe.</summary>
internal sealed unsafe class RegisteredTransfers
{
    private readonly StoreSession _session;
    private readonly StoreBackend _backend;

    /// <summary>Works in a session.</summary>
    internal RegisteredTransfers(StoreSession session)
    {
        _session = session;
        _backend = session.Backend;
    }

    /// <summary>Stores the bytes of registered memory.</summary>
    internal StoreResult PutFrom(RawKey key, RegisteredMemory source, PutOptions? options)
    {
        Span<StoreResult> results = [default];
        PutManyFrom([key], [source], options, results);
        return results[0];
    }

    /// <summary>Reads an object into registered memory.</summary>
    internal StoreResult<long> GetInto(RawKey key, RegisteredMemory destination)
    {
        Span<StoreResult<long>> results = [default];
        GetManyInto([key], [destination], results);
        return results[0];
    }

    /// <summary>Stores the bytes of many pieces of registered memory, in batch calls of bounded size.</summary>
    internal void PutManyFrom(ReadOnlySpan<RawKey> keys, ReadOnlySpan<RegisteredMemory> sources, PutOptions? options, Span<StoreResult> results)
    {
        BatchArguments batch = _session.Batches.Take();
        try
        {
            for (int start = 0; start < keys.Length; start += BatchLimits.Items)
            {
                int count = Math.Min(BatchLimits.Items, keys.Length - start);
                batch.Begin(count);
                for (int item = start; item < start + count; item++)
                {
                    StoreError? error = TryAdd(batch, keys[item], item, sources[item], StoreOperation.Put);
                    results[item] = error is null ? default : StoreResult.Failed(error);
                }

                batch.Seal();
                PutChunk(batch, keys, sources, options, results);
            }
        }
        finally
        {
            _session.Batches.Return(batch);
        }
    }

    /// <summary>Reads many objects into registered memory, in batch calls of bounded size.</summary>
    internal void GetManyInto(ReadOnlySpan<RawKey> keys, ReadOnlySpan<RegisteredMemory> destinations, Span<StoreResult<long>> results)
    {
        BatchArguments batch = _session.Batches.Take();
        try
        {
            for (int start = 0; start < keys.Length; start += BatchLimits.Items)
            {
                int count = Math.Min(BatchLimits.Items, keys.Length - start);
                batch.Begin(count);
                for (int item = start; item < start + count; item++)
                {
                    StoreError? error = TryAdd(batch, keys[item], item, destinations[item], StoreOperation.Get);
                    results[item] = error is null ? default : StoreResult<long>.Failed(error);
                }

                batch.Seal();
                GetChunk(batch, keys, destinations, results);
            }
        }
        finally
        {
            _session.Batches.Return(batch);
        }
    }

    /// <summary>Adds an item whose memory this call holds on to.</summary>
    private StoreError? TryAdd(BatchArguments batch, RawKey key, int item, RegisteredMemory memory, StoreOperation operation)
    {
        if (memory.Length == 0 && operation == StoreOperation.Put)
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

        batch.SetRoom(batch.Count - 1, memory.Pointer, (nuint)memory.Length);
        return null;
    }

    private void PutChunk(BatchArguments batch, ReadOnlySpan<RawKey> keys, ReadOnlySpan<RegisteredMemory> sources, PutOptions? options, Span<StoreResult> results)
    {
        try
        {
            ReplicateConfigBlock? config = options?.Native;
            _ = _backend.BatchPutFrom(batch.Keys, batch.KeyLengths, batch.Buffers, batch.Sizes, config is null ? null : config.Pointer, batch.ShortAnswers);
            GC.KeepAlive(config);
            for (int i = 0; i < batch.Count; i++)
            {
                int item = batch.Items[i];
                results[item] = batch.ShortAnswers[i] == 0
                    ? StoreResult.Done
                    : StoreResult.Failed(_session.Error(batch.ShortAnswers[i], StoreOperation.Put, keys[item].Text));
            }
        }
        finally
        {
            Release(batch, sources);
        }
    }

    private void GetChunk(BatchArguments batch, ReadOnlySpan<RawKey> keys, ReadOnlySpan<RegisteredMemory> destinations, Span<StoreResult<long>> results)
    {
        try
        {
            _ = _backend.BatchGetInto(batch.Keys, batch.KeyLengths, batch.Buffers, batch.Sizes, batch.Answers);
            for (int i = 0; i < batch.Count; i++)
            {
                int item = batch.Items[i];
                long answer = batch.Answers[i];
                results[item] = answer == (int)StoreErrorCode.ObjectNotFound ? StoreResult<long>.Missing
                    : answer >= 0 ? StoreResult<long>.Found(answer)
                    : answer == (int)StoreErrorCode.InvalidParams && _session.IsOpen ? StoreResult<long>.Failed(TooSmall(batch, i, keys[item]))
                    : StoreResult<long>.Failed(_session.Error(answer, StoreOperation.Get, keys[item].Text));
            }
        }
        finally
        {
            Release(batch, destinations);
        }
    }

    private StoreError TooSmall(BatchArguments batch, int index, RawKey key)
    {
        long size = _backend.GetSize((byte*)batch.Keys[index], batch.KeyLengths[index]);
        return OperationErrors.BufferTooSmall(key.Text, size, (long)batch.Sizes[index]);
    }

    private static void Release(BatchArguments batch, ReadOnlySpan<RegisteredMemory> memories)
    {
        foreach (int item in batch.Items)
        {
            memories[item].Release();
        }
    }
}
