using System.Diagnostics;

namespace Mooncake.Observability;

/// <summary>
/// One operation that is observed. There is none where nobody listens: a reference, since a struct of this size would have to be cleared and
/// copied at every operation all the same.
/// </summary>
internal sealed class OperationScope
{
    private readonly StoreTelemetry _telemetry;

    /// <summary>Takes what was begun.</summary>
    internal OperationScope(StoreTelemetry telemetry, Activity? activity, long start, StoreOperation operation, string collection)
    {
        _telemetry = telemetry;
        Activity = activity;
        Start = start;
        Operation = operation;
        Collection = collection;
    }

    /// <summary>The span, or null.</summary>
    internal Activity? Activity { get; }

    /// <summary>When the operation began, as a timestamp.</summary>
    internal long Start { get; }

    /// <summary>The operation.</summary>
    internal StoreOperation Operation { get; }

    /// <summary>What the objects are called.</summary>
    internal string Collection { get; }

    /// <summary>Waits for the end of the operation, and observes it.</summary>
    internal async ValueTask<TResult> EndAsync<TResult>(ValueTask<TResult> pending, Func<TResult, OperationEnd> endOf)
    {
        try
        {
            TResult result = await pending.ConfigureAwait(false);
            _telemetry.End(this, endOf(result));
            return result;
        }
        catch (Exception exception)
        {
            _telemetry.End(this, OperationEnd.Of(exception));
            throw;
        }
    }
}
