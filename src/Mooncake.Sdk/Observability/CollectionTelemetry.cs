namespace Mooncake.Observability;

/// <summary>What the operations on one kind of objects report to.</summary>
/// <param name="store">The store's telemetry.</param>
/// <param name="collection">What the objects are called: the type's name, never a key.</param>
internal sealed class CollectionTelemetry(StoreTelemetry store, string collection)
{
    /// <summary>The store's telemetry.</summary>
    internal StoreTelemetry Store { get; } = store;

    /// <summary>What the objects are called.</summary>
    internal string Collection { get; } = collection;
}
