namespace Mooncake.Observability;

/// <summary>
/// The names of attributes of measurements and spans: OpenTelemetry's if it has one, otherwise with the SDK's own prefix.
/// </summary>
internal static class AttributeNames
{
    /// <summary>The system, which is always <c>mooncake</c>.</summary>
    internal const string System = "db.system.name";

    /// <summary>The name of an embedded cluster.</summary>
    internal const string Namespace = "db.namespace";

    /// <summary>The master's host, or the whole address if a service locates the masters.</summary>
    internal const string ServerAddress = "server.address";

    /// <summary>The master's port, a number.</summary>
    internal const string ServerPort = "server.port";

    /// <summary>The operation.</summary>
    internal const string Operation = "db.operation.name";

    /// <summary>The name of the objects' type.</summary>
    internal const string Collection = "db.collection.name";

    /// <summary>The number of objects of an operation, if it is more than one.</summary>
    internal const string BatchSize = "db.operation.batch.size";

    /// <summary>The code that the store library returned, as text.</summary>
    internal const string StatusCode = "db.response.status_code";

    /// <summary>An error's code by name, or the type of the exception.</summary>
    internal const string ErrorType = "error.type";

    /// <summary>Whether bytes were read or stored.</summary>
    internal const string Direction = "mooncake.direction";

    /// <summary>Whether the object was found.</summary>
    internal const string Outcome = "mooncake.outcome";

    /// <summary>Number of objects found, or done.</summary>
    internal const string Found = "mooncake.found";

    /// <summary>Number of missing objects.</summary>
    internal const string Missing = "mooncake.missing";

    /// <summary>The name of an operation.</summary>
    internal static string NameOf(StoreOperation operation) => operation switch
    {
        StoreOperation.Put => "put",
        StoreOperation.Get => "get",
        StoreOperation.Exists => "exists",
        StoreOperation.GetSize => "size",
        StoreOperation.Remove => "remove",
        StoreOperation.Replace => "replace",
        StoreOperation.GetExpiry => "get_expiry",
        StoreOperation.SetExpiry => "set_expiry",
        StoreOperation.List => "list",
        StoreOperation.Count => "count",
        StoreOperation.Describe => "describe",
        StoreOperation.FindReplicas => "find_replicas",
        StoreOperation.Floor => "floor",
        StoreOperation.GetStatistics => "statistics",
        _ => "other",
    };
}
