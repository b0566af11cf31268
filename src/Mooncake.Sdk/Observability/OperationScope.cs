using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Mooncake.Observability;

/// <summary>One observed operation, or <c>default</c> for one that is not observed, which costs nothing.</summary>
/// <remarks>
/// Not more than four fields, which the runtime keeps in registers; a larger struct is cleared and copied at every operation.
/// </remarks>
internal readonly struct OperationScope
{
    private static readonly Func<StoreResult, OperationSummary> EndOfStatus = static result =>
        OperationSummary.Of(result.Status, result.Error);

    private static readonly Func<StoreBatch, OperationSummary> EndOfBatch = static batch =>
        OperationSummary.Of(batch.AsSpan(), static result => result.Status, static result => result.Error);

    private readonly CollectionTelemetry? _telemetry;

    /// <summary>Creates a scope.</summary>
    internal OperationScope(CollectionTelemetry telemetry, Activity? activity, long start, StoreOperation operation)
    {
        _telemetry = telemetry;
        Activity = activity;
        Start = start;
        Operation = operation;
    }

    /// <summary>The span, or null.</summary>
    internal Activity? Activity { get; }

    /// <summary>When the operation began, as a timestamp.</summary>
    internal long Start { get; }

    /// <summary>The operation.</summary>
    internal StoreOperation Operation { get; }

    /// <summary>The name of the objects' type.</summary>
    internal string Collection => _telemetry!.Collection;

    /// <summary>Observes the end of an operation without a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ValueTask<StoreResult> End(ValueTask<StoreResult> pending) => _telemetry is null ? pending : EndAsync(pending, EndOfStatus);

    /// <summary>Observes the end of an operation with a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ValueTask<StoreResult<T>> End<T>(ValueTask<StoreResult<T>> pending) =>
        _telemetry is null ? pending : EndAsync(pending, static result => OperationSummary.Of(result.Status, result.Error));

    /// <summary>Observes the end of a batch without values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ValueTask<StoreBatch> End(ValueTask<StoreBatch> pending) => _telemetry is null ? pending : EndAsync(pending, EndOfBatch);

    /// <summary>Observes the end of a batch with values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ValueTask<StoreBatch<T>> End<T>(ValueTask<StoreBatch<T>> pending) =>
        _telemetry is null
            ? pending
            : EndAsync(pending, static batch => OperationSummary.Of(batch.AsSpan(), static result => result.Status, static result => result.Error));

    /// <summary>Observes the end of a batch of leases.</summary>
    internal ValueTask<StoreLeaseBatch<T>> End<T>(ValueTask<StoreLeaseBatch<T>> pending) =>
        _telemetry is null
            ? pending
            : EndAsync(
                pending,
                static leases => OperationSummary.Of(leases.Results.AsSpan(), static result => result.Status, static result => result.Error));

    /// <summary>
    /// Observes the end of a search for the longest prefix of a list: it looked up these keys, and a missing one after them.
    /// </summary>
    /// <param name="pending">The number of keys.</param>
    /// <param name="keys">The number of keys of the list.</param>
    internal ValueTask<StoreResult<int>> EndPrefix(ValueTask<StoreResult<int>> pending, int keys) =>
        _telemetry is null
            ? pending
            : EndAsync(pending, result => result.TryGetValue(out int found)
                ? new OperationSummary(found, found < keys ? 1 : 0, Errors: null, Description: null)
                : OperationSummary.Of(result.Status, result.Error));

    private async ValueTask<TResult> EndAsync<TResult>(ValueTask<TResult> pending, Func<TResult, OperationSummary> endOf)
    {
        try
        {
            TResult result = await pending.ConfigureAwait(false);
            _telemetry!.Store.End(in this, endOf(result));
            return result;
        }
        catch (Exception exception)
        {
            _telemetry!.Store.End(in this, OperationSummary.Of(exception));
            throw;
        }
    }
}
