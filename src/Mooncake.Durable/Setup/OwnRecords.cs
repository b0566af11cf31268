using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Setup;

/// <summary>Reads and writes the store's own records while it opens.</summary>
internal static unsafe class OwnRecords
{
    /// <summary>Reads a record.</summary>
    /// <param name="database">The database.</param>
    /// <param name="key">The record's key.</param>
    /// <param name="value">Receives the record, if it fits.</param>
    /// <param name="error">Why it could not be read, or null.</param>
    /// <returns>The record's length in bytes; 0 if there is none.</returns>
    internal static int Read(RocksDatabase database, ReadOnlySpan<byte> key, Span<byte> value, out string? error)
    {
        nuint length = 0;
        byte isThere = 0;
        byte* message = null;
        fixed (byte* keyBytes = key, valueBytes = value)
        {
            _ = database.Library.Reads.Get(
                database.Pointer, database.Options.Reads, database.Own, keyBytes, (nuint)key.Length, valueBytes, (nuint)value.Length, &length, &isThere, &message);
        }

        error = RocksErrors.Take(database.Library, message);
        return isThere != 0 ? (int)length : 0;
    }

    /// <summary>True if no family has a key.</summary>
    internal static bool IsEmpty(RocksDatabase database)
    {
        bool isEmpty = true;
        foreach (nint family in (ReadOnlySpan<nint>)[(nint)database.Own, (nint)database.Meta, (nint)database.Data, (nint)database.Expiry])
        {
            using RocksIterator iterator = new(database, (void*)family, database.Options.Scans);
            iterator.Seek(default);
            isEmpty &= !iterator.IsValid && iterator.TakeError() is null;
        }

        return isEmpty;
    }

    /// <summary>Writes the records of a new store, in one batch.</summary>
    /// <returns>The error's text, or null.</returns>
    internal static string? Create(RocksDatabase database, ReadOnlySpan<byte> version, ReadOnlySpan<byte> totals)
    {
        BatchFunctions batches = database.Library.Batches;
        void* batch = batches.Create();
        byte* error = null;
        fixed (byte* versionKey = StoreFormat.VersionKey, totalsKey = StoreFormat.TotalsKey, versionBytes = version, totalsBytes = totals)
        {
            batches.Put(batch, database.Own, versionKey, (nuint)StoreFormat.VersionKey.Length, versionBytes, (nuint)version.Length);
            batches.Put(batch, database.Own, totalsKey, (nuint)StoreFormat.TotalsKey.Length, totalsBytes, (nuint)totals.Length);
            database.Library.Databases.Write(database.Pointer, database.Options.Writes, batch, &error);
        }

        batches.Destroy(batch);
        return RocksErrors.Take(database.Library, error);
    }
}
