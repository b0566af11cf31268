namespace Mooncake.Observability;

/// <summary>The telemetry of the operations on objects of one type.</summary>
/// <param name="store">The store's telemetry.</param>
/// <param name="collection">The name of the objects' type, never a key.</param>
internal sealed class CollectionTelemetry(StoreTelemetry store, string collection)
{
    /// <summary>The store's telemetry.</summary>
    internal StoreTelemetry Store { get; } = store;

    /// <summary>The name of the objects' type.</summary>
    internal string Collection { get; } = collection;
}
