using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Raw;

/// <summary>What a session keeps for objects without a type, and the operations that name no single key.</summary>
internal sealed partial class RawAccess
{
    /// <summary>What plain bytes are called in errors and metrics.</summary>
    internal const string ObjectName = "bytes";

    private readonly StoreSession _session;

    /// <summary>Works in a session.</summary>
    internal RawAccess(StoreSession session)
    {
        _session = session;
        Reader = new ObjectReader<RawKey, byte[]>(session, new RawDecoder());
        Queries = new KeyQueries<RawKey>(session);
        Writer = new ObjectWriter<RawKey, RawValue>(session, Queries, new RawEncoder());
        Transfers = new RegisteredTransfers(session);
    }

    /// <summary>Reads objects as arrays.</summary>
    internal ObjectReader<RawKey, byte[]> Reader { get; }

    /// <summary>Stores bytes.</summary>
    internal ObjectWriter<RawKey, RawValue> Writer { get; }

    /// <summary>Asks about keys, and removes.</summary>
    internal KeyQueries<RawKey> Queries { get; }

    /// <summary>Moves objects between the store and registered memory of the caller.</summary>
    internal RegisteredTransfers Transfers { get; }
}
