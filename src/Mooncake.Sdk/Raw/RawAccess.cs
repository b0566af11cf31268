using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Raw;

/// <summary>A session's state for objects without a type, and the operations without a single key.</summary>
internal sealed partial class RawAccess
{
    /// <summary>The name of plain bytes in errors and metrics.</summary>
    internal const string ObjectName = "bytes";

    private readonly StoreSession _session;

    /// <summary>Creates the state of a session.</summary>
    internal RawAccess(StoreSession session)
    {
        _session = session;
        Reader = new ObjectReader<RawKey, byte[]>(session, new RawDecoder());
        Queries = new KeyOperations<RawKey>(session);
        Writer = new ObjectWriter<RawKey, RawValue>(session, Queries, new RawEncoder());
        Transfers = new RegisteredTransfers(session);
    }

    /// <summary>Reads objects as arrays.</summary>
    internal ObjectReader<RawKey, byte[]> Reader { get; }

    /// <summary>Stores bytes.</summary>
    internal ObjectWriter<RawKey, RawValue> Writer { get; }

    /// <summary>Queries and removes objects by key.</summary>
    internal KeyOperations<RawKey> Queries { get; }

    /// <summary>Moves objects between the store and registered memory of the caller.</summary>
    internal RegisteredTransfers Transfers { get; }
}
