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
        BatchScratch scratch = _session.Scratches.Take();
        try
        {
            for (int start = 0; start < keys.Length; start += BatchLimits.Items)
            {
                int count = Math.Min(BatchLimits.Items, keys.Length - start);
                scratch.Begin(count);
                for (int item = start; item < start + count; item++)
                {
                    StoreError? error = TryAdd(scratch, keys[item], item, sources[item], StoreOperation.Put);
                    results[item] = error is null ? default : StoreResult.Failed(error);
                }

                scratch.Seal();
                PutChunk(scratch, keys, sources, options, results);
            }
        }
        finally
        {
            _session.Scratches.Return(scratch);
        }
    }

    /// <summary>Reads many objects into registered memory, in batch calls of bounded size.</summary>
    internal void GetManyInto(ReadOnlySpan<RawKey> keys, ReadOnlySpan<RegisteredMemory> destinations, Span<StoreResult<long>> results)
    {
        BatchScratch scratch = _session.Scratches.Take();
        try
        {
            for (int start = 0; start < keys.Length; start += BatchLimits.Items)
            {
                int count = Math.Min(BatchLimits.Items, keys.Length - start);
                scratch.Begin(count);
                for (int item = start; item < start + count; item++)
                {
                    StoreError? error = TryAdd(scratch, keys[item], item, destinations[item], StoreOperation.Get);
                    results[item] = error is null ? default : StoreResult<long>.Failed(error);
                }

                scratch.Seal();
                GetChunk(scratch, keys, destinations, results);
            }
        }
        finally
        {
            _session.Scratches.Return(scratch);
        }
    }

    /// <summary>Adds an item whose memory this call holds on to.</summary>
    private StoreError? TryAdd(BatchScratch scratch, RawKey key, int item, RegisteredMemory memory, StoreOperation operation)
    {
        if (memory.Length == 0 && operation == StoreOperation.Put)
        {
            return OperationErrors.Unstorable(StoreErrorCode.EmptyObject, operation, RawCodec.Name, key.Text, _session.Options.MaxKeyBytes);
        }

        StoreErrorCode code = scratch.TryAdd(in key, item, _session.Options.MaxKeyBytes);
        if (code != StoreErrorCode.Ok)
        {
            return OperationErrors.Key(code, operation, key.Text, _session.Options.MaxKeyBytes);
        }

        if (!memory.TryHold(_session))
        {
            scratch.DropLast();
            return OperationErrors.NotRegistered(operation, key.Text);
        }

        scratch.SetRoom(scratch.Count - 1, memory.Pointer, (nuint)memory.Length);
        return null;
    }

    private void PutChunk(BatchScratch scratch, ReadOnlySpan<RawKey> keys, ReadOnlySpan<RegisteredMemory> sources, PutOptions? options, Span<StoreResult> results)
    {
        try
        {
            ReplicateConfigBlock? config = options?.Native;
            _ = _backend.BatchPutFrom(scratch.Keys, scratch.KeyLengths, scratch.Buffers, scratch.Sizes, config is null ? null : config.Pointer, scratch.ShortAnswers);
            GC.KeepAlive(config);
            for (int i = 0; i < scratch.Count; i++)
            {
                int item = scratch.Items[i];
                results[item] = scratch.ShortAnswers[i] == 0
                    ? StoreResult.Done
                    : StoreResult.Failed(_session.Error(scratch.ShortAnswers[i], StoreOperation.Put, keys[item].Text));
            }
        }
        finally
        {
            Release(scratch, sources);
        }
    }

    private void GetChunk(BatchScratch scratch, ReadOnlySpan<RawKey> keys, ReadOnlySpan<RegisteredMemory> destinations, Span<StoreResult<long>> results)
    {
        try
        {
            _ = _backend.BatchGetInto(scratch.Keys, scratch.KeyLengths, scratch.Buffers, scratch.Sizes, scratch.Answers);
            for (int i = 0; i < scratch.Count; i++)
            {
                int item = scratch.Items[i];
                long answer = scratch.Answers[i];
                results[item] = answer == (int)StoreErrorCode.ObjectNotFound ? StoreResult<long>.Missing
                    : answer >= 0 ? StoreResult<long>.Found(answer)
                    : answer == (int)StoreErrorCode.InvalidParams && _session.IsOpen ? StoreResult<long>.Failed(TooSmall(scratch, i, keys[item]))
                    : StoreResult<long>.Failed(_session.Error(answer, StoreOperation.Get, keys[item].Text));
            }
        }
        finally
        {
            Release(scratch, destinations);
        }
    }

    private StoreError TooSmall(BatchScratch scratch, int index, RawKey key)
    {
        long size = _backend.GetSize((byte*)scratch.Keys[index], scratch.KeyLengths[index]);
        return OperationErrors.BufferTooSmall(key.Text, size, (long)scratch.Sizes[index]);
    }

    private static void Release(BatchScratch scratch, ReadOnlySpan<RegisteredMemory> memories)
    {
        foreach (int item in scratch.Items)
        {
            memories[item].Release();
        }
    }
}
