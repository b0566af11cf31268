namespace Mooncake.Observability;

/// <summary>What is counted of calls of the backend, where they are made; a check of a flag while nobody listens.</summary>
internal static class CallMetrics
{
    private static readonly KeyValuePair<string, object?> ReadTag = new("mooncake.direction", "read");
    private static readonly KeyValuePair<string, object?> WriteTag = new("mooncake.direction", "write");

    /// <summary>A batch call is made.</summary>
    /// <param name="operation">The operation, as it is called in <c>db.operation.name</c>.</param>
    /// <param name="objects">How many objects it carries.</param>
    internal static void Batch(string operation, int objects)
    {
        if (StoreInstruments.BatchSize.Enabled)
        {
            StoreInstruments.BatchSize.Record(objects, new KeyValuePair<string, object?>("db.operation.name", operation));
        }
    }

    /// <summary>An object was read.</summary>
    /// <param name="bytes">Its size.</param>
    internal static void Read(long bytes)
    {
        if (StoreInstruments.Bytes.Enabled)
        {
            StoreInstruments.Bytes.Add(bytes, ReadTag);
        }
    }

    /// <summary>An object was stored.</summary>
    /// <param name="bytes">Its size.</param>
    internal static void Wrote(long bytes)
    {
        if (StoreInstruments.Bytes.Enabled)
        {
            StoreInstruments.Bytes.Add(bytes, WriteTag);
        }
    }
}
