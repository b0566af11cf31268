namespace Mooncake;

/// <summary>The errors of results that hold none themselves.</summary>
internal static class StoreErrors
{
    /// <summary>The error of a result that nobody filled in.</summary>
    internal static StoreError Unfilled { get; } = new(
        StoreErrorCode.InternalError,
        StoreOperation.None,
        "The result is the default of its type: no operation returned it.",
        "Use results of operations only.");

    /// <summary>The error of asking a missing object for its value.</summary>
    /// <param name="key">The key's text, or null where it is not recorded.</param>
    internal static StoreError NoValue(string? key) => new(
        StoreErrorCode.ObjectNotFound,
        StoreOperation.Get,
        "No object has this key.",
        "If an object may be missing, check IsFound or use TryGetValue.")
    {
        Key = key,
    };
}
