using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Engine;

/// <summary>Reads the family of metadata. The caller holds the database's count.</summary>
internal static unsafe class MetaReads
{
    /// <summary>Looks for a key.</summary>
    /// <param name="database">The database.</param>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="record">What is known of its object; it may have expired.</param>
    /// <returns>1, 0 if there is none, or a negative code.</returns>
    internal static int Find(RocksDatabase database, byte* key, int length, out ObjectRecord record)
    {
        byte* bytes = stackalloc byte[ObjectRecord.Length];
        nuint size;
        byte isThere;
        byte* error = null;
        byte isCopied = database.Library.Reads.Get(
            database.Pointer, database.Options.Reads, database.Meta, key, (nuint)length, bytes, ObjectRecord.Length, &size, &isThere, &error);
        if (isCopied != 0 && size == ObjectRecord.Length)
        {
            record = ObjectRecord.Read(new ReadOnlySpan<byte>(bytes, ObjectRecord.Length));
            return 1;
        }

        record = default;
        return error != null ? (int)RocksErrors.OfRead(RocksErrors.Take(database.Library, error)!)
            : isThere != 0 ? (int)StoreErrorCode.ChecksumMismatch
            : 0;
    }
}
