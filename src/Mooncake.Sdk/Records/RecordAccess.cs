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
internal sealed class RecordAccess<TKey, T>(StoreSession session)
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

    /// <summary>The session.</summary>
    internal StoreSession Session { get; } = session;

    /// <summary>Reads records.</summary>
    internal ObjectReader<TKey, T> Reader { get; } = new(session, new RecordDecoder<TKey, T>());

    /// <summary>Reads records whose memory members stay in registered memory.</summary>
    internal ObjectReader<TKey, StoreLease<T>> LeaseReader =>
        field ??= new(Session, new LeaseDecoder<TKey, T>(new RecordDecoder<TKey, T>()), Reader.Estimate);

    /// <summary>Lists and counts keys.</summary>
    internal KeyListings Listings => field ??= new(Session, _telemetry);

    /// <summary>The values that are being created.</summary>
    internal ValueCreations<TKey, T> Creations { get; } = new();

    /// <summary>Queries and removes objects by key.</summary>
    internal KeyOperations<TKey> Queries { get; } = new(session);

    /// <summary>Stores records.</summary>
    internal ObjectWriter<TKey, T> Writer =>
        field ??= new(Session, Queries, T.Shape.IsPacked ? new MemoryPackEncoder<TKey, T>() : new RecordEncoder<TKey, T>());

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

    /// <summary>Starts to observe an operation on this type, if there is a listener.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    internal OperationScope Observe(StoreOperation operation)
    {
        Session.ThrowIfClosed();
        return Session.Telemetry.Begin(operation, _telemetry);
    }
}
