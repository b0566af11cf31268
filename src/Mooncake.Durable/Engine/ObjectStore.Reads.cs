using Mooncake.Backends;

namespace Mooncake.Durable.Engine;

/// <content>Reads of single objects.</content>
internal sealed unsafe partial class ObjectStore
{
    /// <summary>
    /// The number of times a read starts again because its object was replaced between its two look-ups. If nothing replaces it, the first
    /// repetition finds the same object, which shows that its bytes are lost.
    /// </summary>
    private const int MostAttempts = 1000;

    /// <summary>Copies an object out and renews its lease.</summary>
    /// <returns>Its size; -704; -600 if it is larger than the room; or another negative code.</returns>
    internal long Get(byte* key, int length, void* buffer, nuint room)
    {
        long answer = Read(key, length, buffer, room, out ObjectRecord record);
        return Conclude(answer, room, in record);
    }

    /// <summary>Copies an object out, with its version and expiry.</summary>
    /// <returns>Its size, which may exceed the capacity; -704; or another negative code.</returns>
    internal long GetVersioned(byte* key, int length, void* buffer, nuint capacity, out ObjectInfo info)
    {
        long answer = Read(key, length, buffer, buffer == null ? 0 : capacity, out ObjectRecord record);
        info = answer < 0 ? default : new ObjectInfo(record.Sequence, record.ExpiresAt);
        if (buffer != null)
        {
            Count(isHit: answer >= 0, answer);
            if (answer >= 0 && _state.CapacityBytes != 0)
            {
                _state.RecentReads.Note(record.Sequence);
            }
        }

        return answer;
    }

    /// <summary>The size of an object, whose lease is renewed.</summary>
    /// <returns>Its size; -704; or another negative code.</returns>
    internal long SizeOf(byte* key, int length)
    {
        int found = FindLive(key, length, out ObjectRecord record);
        if (found != 1)
        {
            return found == 0 ? (int)StoreErrorCode.ObjectNotFound : found;
        }

        _state.Read(record.Sequence);
        return record.Size;
    }

    /// <summary>When an object expires.</summary>
    internal long GetExpiry(byte* key, int length)
    {
        int found = FindLive(key, length, out ObjectRecord record);
        return found == 1 ? record.ExpiresAt : found == 0 ? (int)StoreErrorCode.ObjectNotFound : found;
    }

    /// <summary>Looks for an object that has not expired.</summary>
    /// <returns>1, 0 or a negative code.</returns>
    private int FindLive(byte* key, int length, out ObjectRecord record)
    {
        int found = MetaReads.Find(_database, key, length, out record);
        return found == 1 && record.ExpiresAt != 0 && record.IsExpired(_state.UtcNow) ? 0 : found;
    }

    /// <summary>Finds an object, and copies its bytes if there is room for them.</summary>
    /// <returns>Its size, which may exceed the room; -704; or another negative code.</returns>
    private long Read(byte* key, int length, void* buffer, nuint room, out ObjectRecord record)
    {
        ulong lost = 0;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            int found = FindLive(key, length, out record);
            if (found != 1 || (nuint)record.Size > room)
            {
                return found == 1 ? record.Size : found == 0 ? (int)StoreErrorCode.ObjectNotFound : found;
            }

            long copied = DataReads.Copy(_database, key, length, in record, buffer, room);
            if (copied != (int)StoreErrorCode.ObjectNotFound)
            {
                return copied;
            }

            // Removed between the look-ups, or lost: a removal takes both entries away in one step.
            if (record.Sequence == lost)
            {
                return (int)StoreErrorCode.ChecksumMismatch;
            }

            lost = record.Sequence;
        }

        record = default;
        return (int)StoreErrorCode.ObjectReplicaBusy;
    }

    private void Count(bool isHit, long answer)
    {
        if (isHit)
        {
            _state.Hits.Increment();
        }
        else if (answer == (int)StoreErrorCode.ObjectNotFound)
        {
            _state.Misses.Increment();
        }
    }
}
