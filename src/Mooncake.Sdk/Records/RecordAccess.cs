using System.Runtime.CompilerServices;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Observability;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Records;

/// <summary>What a session keeps of one stored type: how to read, store and query it, with what was learned of its sizes.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
internal sealed class RecordAccess<TKey, T>(StoreSession session)
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
{
    /// <summary>Where sessions keep what they know of this type.</summary>
    internal static readonly int Slot = RecordSlots.Take();

    /// <summary>An item's key, for batches.</summary>
    internal static readonly Func<T, TKey> KeyOf = static value => T.KeyOf(in value);

    /// <summary>An item's value, for batches.</summary>
    internal static readonly Func<T, T> ValueOf = static value => value;

    private readonly CollectionTelemetry _telemetry = new(session.Telemetry, T.Info.Name);

    /// <summary>The session.</summary>
    internal StoreSession Session { get; } = session;

    /// <summary>Reads records.</summary>
    internal ObjectReader<TKey, T> Reader { get; } = new(session, new RecordDecoder<TKey, T>());

    /// <summary>Reads records whose memory members stay in registered memory.</summary>
    internal ObjectReader<TKey, StoreLease<T>> LeaseReader => field ??= new(Session, new LeaseDecoder<TKey, T>(new RecordDecoder<TKey, T>()));

    /// <summary>Lists and counts keys.</summary>
    internal KeyListings Listings => field ??= new(Session, _telemetry);

    /// <summary>The values that are being created.</summary>
    internal ValueCreations<TKey, T> Creations { get; } = new();

    /// <summary>Asks about keys, and removes.</summary>
    internal KeyQueries<TKey> Queries { get; } = new(session);

    /// <summary>Stores records.</summary>
    internal ObjectWriter<TKey, T> Writer => field ??= new(Session, Queries, T.Shape.IsPacked ? new PackedEncoder<TKey, T>() : new RecordEncoder<TKey, T>());

    /// <summary>Takes a value's key, which its members' getters make.</summary>
    /// <param name="value">The value.</param>
    /// <param name="operation">The operation, for the error.</param>
    /// <param name="key">The key.</param>
    /// <param name="refused">What the operation answers, if a getter threw.</param>
    /// <returns>False if a getter threw.</returns>
    // In a method of its own: what is inlined beside a catch block keeps its variables in memory.
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

    /// <summary>Begins to observe an operation on this type, if anybody listens.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    internal OperationScope Observe(StoreOperation operation)
    {
        Session.ThrowIfClosed();
        return Session.Telemetry.Begin(operation, _telemetry);
    }
}
