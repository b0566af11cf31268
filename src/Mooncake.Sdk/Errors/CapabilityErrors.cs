using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Errors;

/// <summary>
/// Creates the errors of operations and options that the store's engine does not support. Such an option is never ignored; only placement
/// hints (replica counts and preferred segments) can have no effect.
/// </summary>
internal static class CapabilityErrors
{
    private const string Engines = "such as embedded:// or durable://.";
    private const string OtherEngine = "or use an engine that supports it, " + Engines;

    /// <summary>What the options of a put or replacement require and the engine lacks.</summary>
    /// <param name="session">The session.</param>
    /// <param name="operation">Put or replace.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <returns>
    /// The error, without a key; null if the engine supports all options. For a store that is not open yet, that error, because its engine
    /// is unknown.
    /// </returns>
    internal static StoreError? OfPut(StoreSession session, StoreOperation operation, PutOptions? options)
    {
        if (session.IsUnopened)
        {
            return OperationErrors.NotOpen(operation, key: null);
        }

        if (options?.TimeToLive is not null && (session.ConditionalWriter is null || session.Expiry is null))
        {
            return Lacking(
                operation, "PutOptions.TimeToLive is set, but the store's engine does not support expiry.", $"Leave TimeToLive unset, {OtherEngine}");
        }

        return operation == StoreOperation.Replace || session.ConditionalWriter is not null ? null : options?.IfExists switch
        {
            IfExists.Fail => Lacking(
                operation,
                "PutOptions.IfExists is Fail, but the store's engine does not support conditional writes.",
                "Leave IfExists at Keep, or use an engine that supports conditional writes, " + Engines),
            IfExists.Replace => Lacking(
                operation, "PutOptions.IfExists is Replace, but the store's engine does not support conditional writes.", "Use ReplaceAsync, or use an engine that supports conditional writes, " + Engines),
            _ => null,
        };
    }

    /// <summary>An operation that the engine does not support.</summary>
    /// <param name="operation">The operation.</param>
    internal static StoreError Of(StoreOperation operation) => operation switch
    {
        StoreOperation.GetExpiry or StoreOperation.SetExpiry => Lacking(
            operation, "The store's engine does not support expiry.", "Remove objects when they are no longer needed, " + OtherEngine),
        StoreOperation.List or StoreOperation.Count => Lacking(
            operation,
            "The store's engine cannot list keys.",
            "On a cluster, add admin=auto to the connection string; or use an engine that lists keys, " + Engines),
        StoreOperation.Floor => OfOrder(operation),
        _ => Lacking(
            operation,
            "The store's engine has no statistics.",
            "On a cluster, use store.Cluster.GetMetricsAsync with admin=auto, or use an engine that offers them, " + Engines),
    };

    /// <summary>An operation that needs keys in order.</summary>
    /// <param name="operation">The operation.</param>
    internal static StoreError OfOrder(StoreOperation operation) => Lacking(
        operation,
        "The store's engine does not keep keys in order, so floor lookups, key ranges and listings after a key are not available.",
        "List all keys of the set, or use an engine that keeps keys in order, " + Engines);

    private static StoreError Lacking(StoreOperation operation, string cause, string remedy) =>
        new(StoreErrorCode.EngineLacksCapability, operation, cause, remedy)
        {
            Retry = RetryClass.Never,
            Outcome = operation.Writes() ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite,
        };
}
