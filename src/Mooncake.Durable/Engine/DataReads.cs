using Mooncake.Durable.Rocks;
using Mooncake.Integrity;

namespace Mooncake.Durable.Engine;

/// <summary>Reads the bytes of objects. The caller holds the database's count.</summary>
internal static unsafe class DataReads
{
    /// <summary>Copies an object's bytes, and verifies them.</summary>
    /// <param name="database">The database.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="record">What the family of metadata says.</param>
    /// <param name="buffer">Where the bytes go; undefined if the return value is negative.</param>
    /// <param name="capacity">The buffer's size in bytes, at least the object's.</param>
    /// <returns>
    /// The size; -704 if the bytes are not there, as when the object was removed meanwhile; -801 if they are damaged; or another negative
    /// code.
    /// </returns>
    internal static long Copy(RocksDatabase database, byte* key, int length, in ObjectRecord record, void* buffer, nuint capacity)
    {
        byte* room = stackalloc byte[PrefixedKey.StackRoom];
        PrefixedKey dataKey = new(room, record.Sequence, key, length);
        nuint size;
        byte isThere;
        byte* error = null;
        byte isCopied = database.Library.Reads.Get(
            database.Pointer, database.Options.Reads, database.Data, dataKey.Bytes, dataKey.Length, (byte*)buffer, capacity, &size, &isThere, &error);
        dataKey.Dispose();
        return error != null ? (int)RocksErrors.OfRead(RocksErrors.Take(database.Library, error)!)
            : isThere == 0 ? (int)StoreErrorCode.ObjectNotFound
            : isCopied != 0 && IsWhole((byte*)buffer, size, in record) ? record.Size
            : (int)StoreErrorCode.ChecksumMismatch;
    }

    /// <summary>True if bytes are those that were stored.</summary>
    internal static bool IsWhole(byte* bytes, nuint size, in ObjectRecord record) =>
        size == (nuint)record.Size && Crc32C.Append(0, new ReadOnlySpan<byte>(bytes, (int)size)) == record.Crc;
}
