namespace Mooncake.Observability;

/// <summary>How an observed operation ended.</summary>
/// <param name="Found">Number of objects found, or done.</param>
/// <param name="Missing">Number of missing objects.</param>
/// <param name="Errors">The errors by code, beginning with that of the first object that failed; null if nothing failed.</param>
/// <param name="Description">The first error's text, without the key; or null.</param>
internal readonly record struct OperationSummary(int Found, int Missing, ErrorCount[]? Errors, string? Description)
{
    /// <summary>Number of objects whose operation failed.</summary>
    internal int Failed => Errors is null ? 0 : Errors.Sum(static error => error.Count);

    /// <summary>The error of the first object that failed, or null.</summary>
    internal ErrorCount? FirstError => Errors is null ? null : Errors[0];

    /// <summary>The end of an operation with one result.</summary>
    internal static OperationSummary Of(StoreStatus status, StoreError? error) => new(
        status is StoreStatus.Found or StoreStatus.Done ? 1 : 0,
        status == StoreStatus.Missing ? 1 : 0,
        error is null ? null : [new ErrorCount(error.Code.ToString(), error.NativeCode, 1)],
        error?.Cause);

    /// <summary>The end of a batch.</summary>
    /// <param name="results">The results of its objects.</param>
    /// <param name="statusOf">A result's status.</param>
    /// <param name="errorOf">A result's error, or null.</param>
    internal static OperationSummary Of<TResult>(
        ReadOnlySpan<TResult> results, Func<TResult, StoreStatus> statusOf, Func<TResult, StoreError?> errorOf)
    {
        int missing = 0;
        int failed = 0;
        StoreError? first = null;
        OrderedDictionary<(StoreErrorCode Code, int? NativeCode), int>? errors = null;
        foreach (TResult result in results)
        {
            missing += statusOf(result) == StoreStatus.Missing ? 1 : 0;
            if (errorOf(result) is { } error)
            {
                failed++;
                first ??= error;
                errors ??= [];
                (StoreErrorCode Code, int? NativeCode) code = (error.Code, error.NativeCode);
                errors[code] = errors.GetValueOrDefault(code) + 1;
            }
        }

        return new OperationSummary(
            results.Length - missing - failed,
            missing,
            errors is null
                ? null
                : [.. errors.Select(static error => new ErrorCount(error.Key.Code.ToString(), error.Key.NativeCode, error.Value))],
            first?.Cause);
    }

    /// <summary>The end of an operation that threw: a cancellation, or misuse by the caller.</summary>
    internal static OperationSummary Of(Exception exception) =>
        new(0, 0, [new ErrorCount(exception.GetType().FullName!, null, 1)], exception.Message);
}
