namespace Mooncake;

/// <summary>The errors that need no context, made once.</summary>
internal static class StoreErrors
{
    /// <summary>The error of a result that nobody filled in.</summary>
    internal static StoreError Unfilled { get; } = new(
        StoreErrorCode.InternalError,
        StoreOperation.None,
        "This result was never filled in: it is the default of its type.",
        "Take results from the store's operations only.");

    /// <summary>The error of asking a missing object for its value.</summary>
    internal static StoreError NoValue { get; } = new(
        StoreErrorCode.ObjectNotFound,
        StoreOperation.Get,
        "There is no object with this key.",
        "Look at IsFound, or use TryGetValue, where an object may be missing.");
}
