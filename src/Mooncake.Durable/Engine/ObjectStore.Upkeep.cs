using Mooncake.Backends;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Engine;

/// <content>Figures about the store, and about parts of it. No value is read.</content>
internal sealed unsafe partial class ObjectStore
{
    /// <summary>Adds up a figure of RocksDB over the families that hold objects and what belongs to them.</summary>
    /// <param name="name">The property's name, ended by a NUL.</param>
    internal long SumOf(ReadOnlySpan<byte> name) =>
        PropertyOf(_database.Own, name)
        + PropertyOf(_database.Meta, name)
        + PropertyOf(_database.Data, name)
        + PropertyOf(_database.Expiry, name);

    /// <summary>A figure of RocksDB about one family, or about the database as a whole.</summary>
    /// <param name="family">The family.</param>
    /// <param name="name">The property's name, ended by a NUL.</param>
    /// <returns>The figure; 0 if RocksDB does not keep it.</returns>
    internal long PropertyOf(void* family, ReadOnlySpan<byte> name)
    {
        ulong value;
        fixed (byte* text = name)
        {
            return _database.Library.Maintenance.GetProperty(_database.Pointer, family, text, &value) == 0 ? (long)value : 0;
        }
    }

    /// <summary>Adds up the objects whose keys begin with some bytes and pass a filter.</summary>
    /// <param name="prefix">The bytes.</param>
    /// <param name="filter">Decides about each key; null takes all.</param>
    /// <param name="usage">The sums.</param>
    /// <param name="isCancelled">Asked from time to time; true ends the count.</param>
    /// <returns>0 or a negative code.</returns>
    internal int Measure(ReadOnlySpan<byte> prefix, KeyFilter? filter, Func<bool> isCancelled, out DurableUsage usage)
    {
        const int askAfter = 1024;
        long now = _state.UtcNow;
        long objects = 0;
        long values = 0;
        long costs = 0;
        int untilAsked = askAfter;
        using RocksIterator iterator = new(_database, _database.Meta, _database.Options.Scans);
        for (iterator.Seek(prefix); iterator.IsValid && iterator.Key.StartsWith(prefix); iterator.Next())
        {
            if (--untilAsked == 0)
            {
                untilAsked = askAfter;
                if (isCancelled())
                {
                    break;
                }
            }

            ReadOnlySpan<byte> key = iterator.Key;
            ObjectRecord record = ObjectRecord.Read(iterator.Value);
            if (!record.IsExpired(now) && (filter is null || filter(key)))
            {
                objects++;
                values += record.Size;
                costs += record.CostWith(key.Length);
            }
        }

        usage = new DurableUsage(objects, values, costs);
        return ErrorOf(iterator);
    }
}
