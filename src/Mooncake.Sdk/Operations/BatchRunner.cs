using System.Runtime.CompilerServices;
using Mooncake.Native;
using Mooncake.Observability;

namespace Mooncake.Operations;

/// <summary>Makes one batch call of the backend.</summary>
internal static unsafe class BatchRunner
{
    /// <summary>Makes the call; the answers are in the arguments.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="verb">The call.</param>
    /// <param name="batch">Its arguments; every item has an answer afterwards, whatever the call answers.</param>
    // Not inlined: the contract's loops over the batch would become part of a state machine, which keeps its variables in memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Run(StoreBackend backend, BatchVerb verb, BatchArguments batch)
    {
        switch (verb)
        {
            case BatchVerb.Get:
                CallMetrics.Batch("get", batch.Count);
                _ = backend.BatchGetInto(batch.Keys, batch.KeyLengths, batch.Buffers, batch.Sizes, batch.Answers);
                break;
            case BatchVerb.Put:
                CallMetrics.Batch("put", batch.Count);
                _ = backend.BatchPutFrom(
                    batch.Keys, batch.KeyLengths, batch.Buffers, batch.Sizes, batch.Config is { } config ? config.Pointer : null, batch.ShortAnswers);
                GC.KeepAlive(batch);
                break;
            default:
                CallMetrics.Batch("exists", batch.Count);
                _ = backend.BatchIsExist(batch.Keys, batch.KeyLengths, batch.ShortAnswers);
                break;
        }
    }
}
