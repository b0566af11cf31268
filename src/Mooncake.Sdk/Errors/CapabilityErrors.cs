using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Errors;

/// <summary>Makes the errors of what the store's engine does not offer. No option is ever ignored.</summary>
internal static class CapabilityErrors
{
    private const string OtherEngine = "or open the store on an engine that offers it, such as embedded://.";

    /// <summary>What the options of a put or replacement ask for and the engine lacks.</summary>
    /// <param name="session">The session.</param>
    /// <param name="operation">Put or replace.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <returns>The error, without a key; null if the engine offers everything.</returns>
    internal static StoreError? OfPut(StoreSession session, StoreOperation operation, PutOptions? options)
    {
        if (options?.TimeToLive is not null && (session.ConditionalWriter is null || session.Expiry is null))
        {
            return Lacking(operation, "The store's engine has no expiry, and PutOptions.TimeToLive asks for it.", $"Leave TimeToLive out, {OtherEngine}");
        }

        return operation == StoreOperation.Replace || session.ConditionalWriter is not null ? null : options?.IfExists switch
        {
            IfExists.Fail => Lacking(
                operation, "The store's engine has no conditional writes, and IfExists.Fail asks for one.", $"Leave IfExists at Keep, {OtherEngine}"),
            IfExists.Replace => Lacking(
                operation, "The store's engine has no conditional writes, and IfExists.Replace asks for one.", $"Use ReplaceAsync, {OtherEngine}"),
            _ => null,
        };
    }

    /// <summary>An operation as a whole.</summary>
    /// <param name="operation">The operation.</param>
    internal static StoreError Of(StoreOperation operation) => operation switch
    {
        StoreOperation.GetExpiry or StoreOperation.SetExpiry => Lacking(
            operation, "The store's engine has no expiry.", "Remove objects when they are not needed any more, " + OtherEngine),
        StoreOperation.List or StoreOperation.Count => Lacking(
            operation, "The store's engine does not list its keys.", "Keep an index of the keys as an object of its own, " + OtherEngine),
        _ => Lacking(
            operation, "The store's engine has no statistics.", "On a cluster, read the metrics of the master (HTTP port, /metrics), " + OtherEngine),
    };

    private static StoreError Lacking(StoreOperation operation, string cause, string remedy) =>
        new(StoreErrorCode.EngineLacksCapability, operation, cause, remedy)
        {
            Retry = RetryClass.Never,
            Outcome = operation.Writes() ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite,
        };
}
