using System.Runtime.CompilerServices;

namespace Mooncake.Observability;

/// <summary>Ends operations, observed or not.</summary>
internal static class OperationScopeExtensions
{
    private static readonly Func<StoreResult, OperationEnd> EndOfStatus = static result => OperationEnd.Of(result.Status, result.Error);

    private static readonly Func<StoreBatch, OperationEnd> EndOfBatch = static batch =>
        OperationEnd.Of(batch.AsSpan(), static result => result.Status, static result => result.Error);

    /// <summary>Observes the end of an operation without a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ValueTask<StoreResult> End(this OperationScope? scope, ValueTask<StoreResult> pending) =>
        scope is null ? pending : scope.EndAsync(pending, EndOfStatus);

    /// <summary>Observes the end of an operation with a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ValueTask<StoreResult<T>> End<T>(this OperationScope? scope, ValueTask<StoreResult<T>> pending) =>
        scope is null ? pending : scope.EndAsync(pending, static result => OperationEnd.Of(result.Status, result.Error));

    /// <summary>Observes the end of a batch without values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ValueTask<StoreBatch> End(this OperationScope? scope, ValueTask<StoreBatch> pending) =>
        scope is null ? pending : scope.EndAsync(pending, EndOfBatch);

    /// <summary>Observes the end of a batch with values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ValueTask<StoreBatch<T>> End<T>(this OperationScope? scope, ValueTask<StoreBatch<T>> pending) =>
        scope is null
            ? pending
            : scope.EndAsync(pending, static batch => OperationEnd.Of(batch.AsSpan(), static result => result.Status, static result => result.Error));
}
