namespace Mooncake.Llm.Prefixes;

/// <summary>Errors that are not results of the store.</summary>
internal static class PrefixErrors
{
    /// <summary>A call of the store threw an exception, and nobody waits for it.</summary>
    internal static StoreError Unexpected(StoreOperation operation, Exception exception) => new(
        StoreErrorCode.InternalError,
        operation,
        $"The store threw {exception.GetType().Name}: {exception.Message}",
        exception is ObjectDisposedException ? "Dispose the cache before the store." : "See the exception.")
    {
        Exception = exception,
    };
}
