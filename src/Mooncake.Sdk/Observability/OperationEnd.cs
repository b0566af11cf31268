namespace Mooncake.Observability;

/// <summary>How an observed operation ended.</summary>
/// <param name="Found">Objects found, or done.</param>
/// <param name="Missing">Objects that are not there.</param>
/// <param name="Failed">Objects whose operation failed.</param>
/// <param name="ErrorType">The first error's code by name, or what was thrown; null if nothing failed.</param>
/// <param name="NativeCode">The number that the store library answered, or null.</param>
/// <param name="Description">The first error's text, without the key; or null.</param>
internal readonly record struct OperationEnd(int Found, int Missing, int Failed, string? ErrorType, int? NativeCode, string? Description)
{
    /// <summary>The end of an operation with one result.</summary>
    internal static OperationEnd Of(StoreStatus status, StoreError? error) => new(
        status is StoreStatus.Found or StoreStatus.Done ? 1 : 0,
        status == StoreStatus.Missing ? 1 : 0,
        status == StoreStatus.Failed ? 1 : 0,
        error?.Code.ToString(),
        error?.NativeCode,
        error?.Cause);

    /// <summary>The end of a batch.</summary>
    internal static OperationEnd Of(int found, int missing, int failed, StoreError? error) =>
        new(found, missing, failed, error?.Code.ToString(), error?.NativeCode, error?.Cause);

    /// <summary>The end of an operation that threw: a cancellation, or a mistake of the caller's.</summary>
    internal static OperationEnd Of(Exception exception) => new(0, 0, 1, exception.GetType().FullName, null, exception.Message);
}
