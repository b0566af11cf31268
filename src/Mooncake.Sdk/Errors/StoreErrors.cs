namespace Mooncake;

/// <summary>The errors of results that contain none.</summary>
internal static class StoreErrors
{
    /// <summary>The error of an uninitialized result.</summary>
    internal static StoreError Unfilled { get; } = new(
        StoreErrorCode.InternalError,
        StoreOperation.None,
        "This is an uninitialized (default) result.",
        "Use only results returned by operations.");

    /// <summary>The error of requesting the value of a missing object.</summary>
    /// <param name="key">The key's text, or null if it is not recorded.</param>
    internal static StoreError NoValue(string? key) => new(
        StoreErrorCode.ObjectNotFound,
        StoreOperation.Get,
        "No object has this key.",
        "If an object may be missing, check IsFound or use TryGetValue.")
    {
        Key = key,
    };
}
