using System.Runtime.CompilerServices;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Observability;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Records;

/// <summary>A session's state of one stored type: how to read, store and query it, and the recent sizes of its objects.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
internal sealed class RecordAccess<TKey, T>(StoreSession session) : ISessionState
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
{
    /// <summary>The index of this type in sessions.</summary>
    internal static readonly int Slot = RecordSlots.Take();

    /// <summary>Returns an item's key, for batches.</summary>
    internal static readonly Func<T, TKey> KeyOf = static value => T.KeyOf(in value);

    /// <summary>Returns an item's value, for batches.</summary>
    internal static readonly Func<T, T> ValueOf = static value => value;

    private readonly CollectionTelemetry _telemetry = new(session.Telemetry, T.Info.Name);
    private ObjectReader<TKey, StoreLease<T>>? _leaseReader;
    private KeyListings? _listings;
    private ObjectWriter<TKey, T>? _writer;

    /// <summary>The session.</summary>
    internal StoreSession Session { get; private set; } = session;

    /// <summary>Reads records.</summary>
    internal ObjectReader<TKey, T> Reader { get; private set; } = ReaderOf(session);

    /// <summary>Reads records whose memory members stay in registered memory.</summary>
    internal ObjectReader<TKey, StoreLease<T>> LeaseReader => _leaseReader ?? Keep(ref _leaseReader, LeaseReaderOf(Session, Reader));

    /// <summary>Lists and counts keys.</summary>
    internal KeyListings Listings => _listings ?? Keep(ref _listings, new KeyListings(Session, _telemetry));

    /// <summary>The values that are being created.</summary>
    internal ValueCreations<TKey, T> Creations { get; } = new();

    /// <summary>Queries and removes objects by key.</summary>
    internal KeyOperations<TKey> Queries { get; private set; } = new(session);

    /// <summary>Stores records.</summary>
    internal ObjectWriter<TKey, T> Writer => _writer ?? Keep(ref _writer, WriterOf(Session, Queries));

    /// <inheritdoc/>
    public void MoveTo(StoreSession session)
    {
        Session = session;
        Queries = new KeyOperations<TKey>(session);

        // An operation reads the session after it has read one of these, and must not find the old session with the new reader or writer.
        Interlocked.MemoryBarrierProcessWide();
        Reader = ReaderOf(session);

        // All of them, also those that nothing has used: another thread may be creating one for the old session, which does not overwrite
        // these.
        _leaseReader = LeaseReaderOf(session, Reader);
        _listings = new KeyListings(session, _telemetry);
        _writer = WriterOf(session, Queries);
    }

    /// <summary>Gets a value's key, by calling its members' getters.</summary>
    /// <param name="value">The value.</param>
    /// <param name="operation">The operation, for the error.</param>
    /// <param name="key">The key.</param>
    /// <param name="refused">The error, if a getter threw.</param>
    /// <returns>False if a getter threw.</returns>
    // A separate method: code inlined next to a catch block keeps its variables in memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool TryKeyOf(in T value, StoreOperation operation, out TKey key, out StoreResult refused)
    {
        try
        {
            key = T.KeyOf(in value);
            refused = default;
            return true;
        }
        catch (Exception exception)
        {
            key = default;
            refused = StoreResult.Failed(OperationErrors.KeyThrew(exception, operation, T.Info.Name));
            return false;
        }
    }

    private static ObjectReader<TKey, T> ReaderOf(StoreSession session) => new(session, new RecordDecoder<TKey, T>());

    private static ObjectReader<TKey, StoreLease<T>> LeaseReaderOf(StoreSession session, ObjectReader<TKey, T> reader) =>
        new(session, new LeaseDecoder<TKey, T>(new RecordDecoder<TKey, T>()), reader.Estimate);

    private static ObjectWriter<TKey, T> WriterOf(StoreSession session, KeyOperations<TKey> queries) =>
        new(session, queries, T.Shape.IsPacked ? new MemoryPackEncoder<TKey, T>() : new RecordEncoder<TKey, T>());

    // Not inlined: it is called once, and its callers on every operation.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TPart Keep<TPart>(ref TPart? place, TPart part)
        where TPart : class => Interlocked.CompareExchange(ref place, part, null) ?? part;

    /// <summary>Starts to observe an operation on this type, if there is a listener.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    internal OperationScope Observe(StoreOperation operation)
    {
        Session.ThrowIfClosed();
        return Session.Telemetry.Begin(operation, _telemetry);
    }
}
