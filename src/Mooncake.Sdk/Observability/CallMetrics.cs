using Attribute = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Mooncake.Observability;

/// <summary>Metrics of one store's native calls; without listeners, the overhead is a flag check. Thread-safe.</summary>
internal sealed class CallMetrics
{
    // Created in advance, so that a measurement allocates nothing.
    private readonly Attribute[] _gets;
    private readonly Attribute[] _puts;
    private readonly Attribute[] _existenceChecks;
    private readonly Attribute[] _reads;
    private readonly Attribute[] _writes;

    /// <summary>Creates the metrics of a store.</summary>
    /// <param name="store">The attributes that all measurements of the store have.</param>
    internal CallMetrics(Attribute[] store)
    {
        _gets = [.. store, OperationOf(StoreOperation.Get)];
        _puts = [.. store, OperationOf(StoreOperation.Put)];
        _existenceChecks = [.. store, OperationOf(StoreOperation.Exists)];
        _reads = [.. store, new(AttributeNames.Direction, "read")];
        _writes = [.. store, new(AttributeNames.Direction, "write")];
    }

    /// <summary>Records a native call for many items.</summary>
    /// <param name="operation">Get, put or exists.</param>
    /// <param name="objects">The number of objects in it; 0 if no call is made.</param>
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

    /// <summary>Records objects that were read.</summary>
    /// <param name="bytes">Their size in bytes; 0 for none.</param>
    internal void Read(long bytes)
    {
        if (StoreInstruments.Bytes.Enabled && bytes > 0)
        {
            StoreInstruments.Bytes.Add(bytes, _reads);
        }
    }

    /// <summary>Records an object that was stored.</summary>
    /// <param name="bytes">Its size in bytes; 0 if it was not stored.</param>
    internal void Wrote(long bytes)
    {
        if (StoreInstruments.Bytes.Enabled && bytes > 0)
        {
            StoreInstruments.Bytes.Add(bytes, _writes);
        }
    }

    private static Attribute OperationOf(StoreOperation operation) => new(AttributeNames.Operation, AttributeNames.NameOf(operation));
}
