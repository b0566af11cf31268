using Mooncake.Durable.Rocks;
using Mooncake.Embedded.Index;

namespace Mooncake.Durable.Engine;

/// <content>Keys in the order of their bytes.</content>
internal sealed unsafe partial class ObjectStore
{
    /// <summary>How often a random sequence is tried, where most have an object.</summary>
    private const int RandomAttempts = 64;

    /// <summary>Lists keys.</summary>
    /// <returns>How many; -20041 if the next key alone is too large, with its length; or another negative code.</returns>
    internal int ScanKeys(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths)
    {
        long now = _state.UtcNow;
        int count = 0;
        int used = 0;
        using RocksIterator iterator = new(_database, _database.Meta, _database.Options.Reads);
        for (iterator.Seek(from.SequenceCompareTo(prefix) > 0 ? from : prefix); iterator.IsValid && count < lengths.Length; iterator.Next())
        {
            ReadOnlySpan<byte> key = iterator.Key;
            if (!key.StartsWith(prefix))
            {
                break;
            }

            if ((!isInclusive && key.SequenceEqual(from)) || ObjectRecord.Read(iterator.Value).IsExpired(now))
            {
                continue;
            }

            if (key.Length > keys.Length - used)
            {
                lengths[0] = count == 0 ? key.Length : lengths[0];
                count = count == 0 ? (int)StoreErrorCode.BufferTooSmall : count;
                break;
            }

            key.CopyTo(keys[used..]);
            used += key.Length;
            lengths[count++] = key.Length;
        }

        int failure = ErrorOf(iterator);
        return failure < 0 ? failure : count;
    }

    /// <summary>
    /// Copies out the greatest key that begins with a prefix, is not above a given one, and whose object has not expired.
    /// </summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="at">The given key; need not exist.</param>
    /// <param name="isInclusive">False to pass over the given key itself.</param>
    /// <param name="floor">Gets the key that was found, if it fits.</param>
    /// <returns>Its length in bytes, which may exceed the room; -704 if there is none; or another negative code.</returns>
    internal int FloorKey(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> floor)
    {
        if (!KeyPrefix.TryBound(prefix, ref at, ref isInclusive))
        {
            return (int)StoreErrorCode.ObjectNotFound;
        }

        long now = _state.UtcNow;
        using RocksIterator iterator = new(_database, _database.Meta, _database.Options.Reads);
        for (iterator.SeekForPrevious(at); iterator.IsValid; iterator.Previous())
        {
            ReadOnlySpan<byte> found = iterator.Key;
            if ((!isInclusive && found.SequenceEqual(at)) || ObjectRecord.Read(iterator.Value).IsExpired(now))
            {
                continue;
            }

            if (!found.StartsWith(prefix))
            {
                break;
            }

            if (found.Length <= floor.Length)
            {
                found.CopyTo(floor);
            }

            return found.Length;
        }

        int failure = ErrorOf(iterator);
        return failure < 0 ? failure : (int)StoreErrorCode.ObjectNotFound;
    }

    /// <summary>Counts keys that begin with a prefix.</summary>
    internal long CountKeys(ReadOnlySpan<byte> prefix)
    {
        if (prefix.IsEmpty)
        {
            SweepExpired();
            return _state.Totals.Objects;
        }

        long now = _state.UtcNow;
        long count = 0;
        using RocksIterator iterator = new(_database, _database.Meta, _database.Options.Scans);
        for (iterator.Seek(prefix); iterator.IsValid && iterator.Key.StartsWith(prefix); iterator.Next())
        {
            count += ObjectRecord.Read(iterator.Value).IsExpired(now) ? 0 : 1;
        }

        int failure = ErrorOf(iterator);
        return failure < 0 ? failure : count;
    }

    /// <summary>
    /// Copies out a random key. Where at least one in 64 sequences of those in use has an object, each key is as likely as any other; where
    /// fewer have, keys with many removed ones before them are more likely.
    /// </summary>
    /// <returns>Its length; -704 if there are no objects; or another negative code.</returns>
    internal int RandomKey(Span<byte> key)
    {
        SweepExpired();
        using RocksIterator iterator = new(_database, _database.Data, _database.Options.Keys);
        int length = RandomKey(iterator, key);
        int failure = ErrorOf(iterator);
        return failure < 0 ? failure : length == 0 ? (int)StoreErrorCode.ObjectNotFound : length;
    }

    private int RandomKey(RocksIterator iterator, Span<byte> key)
    {
        iterator.Seek(default);
        if (!iterator.IsValid)
        {
            return 0;
        }

        long first = (long)PrefixedKey.ReadNumber(iterator.Key);
        long last = (long)_state.Totals.LastSequence;
        Span<byte> place = stackalloc byte[PrefixedKey.PrefixLength];
        for (int attempt = 0; ; attempt++)
        {
            long chosen = Random.Shared.NextInt64(first, Math.Max(first, last) + 1);
            System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(place, chosen);
            iterator.Seek(place);
            if (!iterator.IsValid)
            {
                iterator.Seek(default);
            }

            if (!iterator.IsValid)
            {
                return 0;
            }

            ReadOnlySpan<byte> found = iterator.Key;
            if (attempt >= RandomAttempts || (long)PrefixedKey.ReadNumber(found) == chosen)
            {
                found = found[PrefixedKey.PrefixLength..];
                if (found.Length <= key.Length)
                {
                    found.CopyTo(key);
                }

                return found.Length;
            }
        }
    }

    /// <summary>The code of the error that ended an iteration; 0 if none did.</summary>
    private static int ErrorOf(RocksIterator iterator) =>
        !iterator.IsValid && iterator.TakeError() is { } error ? (int)RocksErrors.OfRead(error) : 0;
}
