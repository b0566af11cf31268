using Mooncake.Backends;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>One native call of a batch on its way through the pipeline; it is not combined with others.</summary>
internal sealed class BatchCall : ResultCall<StoreError?>
{
    private readonly CallPool<BatchCall> _home;
    private BatchArguments? _batch;
    private StoreOperation _operation;

    /// <summary>Creates a call.</summary>
    /// <param name="session">The session.</param>
    /// <param name="home">The pool for reuse.</param>
    internal BatchCall(StoreSession session, CallPool<BatchCall> home)
        : base(session) => _home = home;

    /// <inheritdoc/>
    protected override StoreOperation Operation => _operation;

    /// <summary>Prepares the call.</summary>
    /// <param name="operation">Get, put or exists.</param>
    /// <param name="batch">
    /// Its arguments: owned by the caller again if the call completes without an error, otherwise returned by this call.
    /// </param>
    /// <param name="deadline">The deadline of the whole operation.</param>
    internal void Prepare(StoreOperation operation, BatchArguments batch, long deadline)
    {
        ContinuesHere = batch.ConcludesOnLane;
        _operation = operation;
        _batch = batch;
        Kind = CallKind.Unbatched;
        Deadline = deadline;
        nuint largest = 0;
        foreach (nuint size in batch.Sizes)
        {
            largest = Math.Max(largest, size);
        }

        Capacity = largest;
    }

    /// <inheritdoc/>
    internal override long Execute(StoreBackend backend)
    {
        BatchArguments batch = _batch!;
        try
        {
            BatchRunner.Run(backend, Session.Telemetry.Calls, _operation, batch);
        }
        finally
        {
            batch.LetHeldGo();
        }

        return Summary(batch);
    }

    /// <inheritdoc/>
    protected override StoreError? Finish(long answer)
    {
        _batch = null;
        return null;
    }

    /// <inheritdoc/>
    protected override StoreError? Fail() => PipelineErrors.Of(this, Operation, key: null, Session.Options);

    /// <inheritdoc/>
    protected override void ReturnMemory()
    {
        if (_batch is { } batch)
        {
            _batch = null;
            Session.Batches.Return(batch);
        }
    }

    /// <inheritdoc/>
    protected override void Recycle() => _home.Keep(this);

    /// <summary>What the results show about the master: a failed call only if every item failed that way.</summary>
    private long Summary(BatchArguments batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            long answer = _operation == StoreOperation.Get ? batch.Answers[i] : batch.ShortAnswers[i];
            if (!Circuit.SaysGone(answer))
            {
                return 0;
            }
        }

        return (int)StoreErrorCode.RpcFail;
    }
}
