using Attribute = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Mooncake.Observability;

/// <summary>What is counted of one store's calls of the backend, where they are made; a check of a flag while nobody listens. Thread-safe.</summary>
internal sealed class CallMetrics
{
    // Made beforehand: a measurement takes them as they lie.
    private readonly Attribute[] _gets;
    private readonly Attribute[] _puts;
    private readonly Attribute[] _existenceChecks;
    private readonly Attribute[] _reads;
    private readonly Attribute[] _writes;

    /// <summary>Counts for a store.</summary>
    /// <param name="store">The attributes that all measurements of the store have.</param>
    internal CallMetrics(Attribute[] store)
    {
        _gets = [.. store, OperationOf(StoreOperation.Get)];
        _puts = [.. store, OperationOf(StoreOperation.Put)];
        _existenceChecks = [.. store, OperationOf(StoreOperation.Exists)];
        _reads = [.. store, new(AttributeNames.Direction, "read")];
        _writes = [.. store, new(AttributeNames.Direction, "write")];
    }

    /// <summary>A batch call is made.</summary>
    /// <param name="operation">Get, put or exists.</param>
    /// <param name="objects">How many objects it carries; a call with none is not made.</param>
    internal void Batch(StoreOperation operation, int objects)
    {
        if (StoreInstruments.BatchSize.Enabled && objects > 0)
        {
            StoreInstruments.BatchSize.Record(objects, operation switch
            {
                StoreOperation.Get => _gets,
                StoreOperation.Put => _puts,
                _ => _existenceChecks,
            });
        }
    }

    /// <summary>Objects were read.</summary>
    /// <param name="bytes">Their size; 0 if none was.</param>
    internal void Read(long bytes)
    {
        if (StoreInstruments.Bytes.Enabled && bytes > 0)
        {
            StoreInstruments.Bytes.Add(bytes, _reads);
        }
    }

    /// <summary>An object was stored.</summary>
    /// <param name="bytes">Its size; 0 if it was not.</param>
    internal void Wrote(long bytes)
    {
        if (StoreInstruments.Bytes.Enabled && bytes > 0)
        {
            StoreInstruments.Bytes.Add(bytes, _writes);
        }
    }

    private static Attribute OperationOf(StoreOperation operation) => new(AttributeNames.Operation, AttributeNames.NameOf(operation));
}
