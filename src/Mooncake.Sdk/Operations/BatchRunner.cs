using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Observability;

namespace Mooncake.Operations;

/// <summary>Makes one native call for many items.</summary>
internal static unsafe class BatchRunner
{
    /// <summary>Makes the call; the results are in the arguments.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="metrics">Records the call.</param>
    /// <param name="operation">Get, put or exists.</param>
    /// <param name="batch">Its arguments; every item has a result afterwards, whatever the call returns.</param>
    // Not inlined: the contract's loops over the items would become part of a state machine, which keeps its variables in memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Run(StoreBackend backend, CallMetrics metrics, StoreOperation operation, BatchArguments batch)
    {
        switch (operation)
        {
            case StoreOperation.Get:
                metrics.Batch(StoreOperation.Get, batch.Count);
                _ = backend.BatchGetInto(batch.Keys, batch.KeyLengths, batch.Buffers, batch.Sizes, batch.Answers);
                break;
            case StoreOperation.Put:
                metrics.Batch(StoreOperation.Put, batch.Count);
                _ = backend.BatchPutFrom(
                    batch.Keys, batch.KeyLengths, batch.Buffers, batch.Sizes, batch.Config is { } config
                        ? config.Pointer
                        : null, batch.ShortAnswers);
                GC.KeepAlive(batch);
                break;
            default:
                metrics.Batch(StoreOperation.Exists, batch.Count);
                _ = backend.BatchIsExist(batch.Keys, batch.KeyLengths, batch.ShortAnswers);
                break;
        }
    }
}
