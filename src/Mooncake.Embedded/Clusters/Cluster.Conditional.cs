using Mooncake.Backends;

namespace Mooncake.Embedded.Clusters;

/// <content>Writes that depend on the existing object.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>Stores an object if a condition holds.</summary>
    /// <returns>The return code of <see cref="IConditionalWriter.PutIf"/>; the arguments are valid.</returns>
    internal int PutIf(byte* key, int length, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version)
    {
        version = 0;
        ulong hash = _hash.Compute(key, length);
        Shard shard = ShardOf(hash);
        while (true)
        {
            // Before anything is copied, and before other objects are evicted for it.
            PublishOutcome outcome = shard.Judge(hash, key, length, in terms);
            if (outcome == PublishOutcome.Published)
            {
                outcome = TryPutIf(shard, hash, key, length, value, size, config, in terms, out version);
            }

            switch (outcome)
            {
                case PublishOutcome.Published:
                    if (terms.ExpiresAt != ObjectExpiry.Never)
                    {
                        KeepExpiring();
                    }

                    return 0;
                case PublishOutcome.SegmentLeaving:
                    continue;
                default:
                    return (int)(outcome switch
                    {
                        PublishOutcome.Exists => StoreErrorCode.ObjectAlreadyExists,
                        PublishOutcome.Missing => StoreErrorCode.ObjectNotFound,
                        PublishOutcome.Changed => StoreErrorCode.ObjectChanged,
                        _ => StoreErrorCode.NoAvailableHandle,
                    });
            }
        }
    }

    /// <summary>Copies an object, with its version and expiry, without a lease.</summary>
    /// <returns>Its size or -704.</returns>
    internal long GetVersioned(byte* key, int length, void* buffer, nuint capacity, out ObjectInfo info) =>
        ReadVersioned(_hash.Compute(key, length), key, length, buffer, capacity, out info);

    /// <summary>Removes an object and copies its bytes.</summary>
    /// <returns>The return value of <see cref="IConditionalWriter.Take"/>.</returns>
    internal long Take(byte* key, int length, void* buffer, nuint capacity, ulong version, out ObjectInfo info)
    {
        ulong hash = _hash.Compute(key, length);
        nuint limit = buffer == null ? nuint.MaxValue : capacity;
        long answer = ShardOf(hash).Take(hash, key, length, limit, version, out info, out int taken, out int expired);
        RetireExpired(expired);
        if (taken != 0)
        {
            // Dead, and no other thread retires it: its bytes are kept until it is retired here.
            if (buffer != null)
            {
                Buffer.MemoryCopy(Entries.At(taken)->Value, buffer, capacity, (nuint)answer);
            }

            ArenaOf(taken).Retire(taken);
        }

        return answer;
    }

    private PublishOutcome TryPutIf(
        Shard shard, ulong hash, byte* key, int length, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version)
    {
        version = 0;
        NewObject item = default;
        Arena arena = ArenaHere;
        if (!TryPrepare(arena, ref item, hash, key, length, size, config))
        {
            return PublishOutcome.NoMemory;
        }

        item.Fill(value);
        PublishOutcome outcome = arena.PublishIf(shard, ref item, in terms, out version, out int replaced, out bool hasExpired);
        if (outcome != PublishOutcome.Published)
        {
            Discard(ref item);
        }
        else if (hasExpired)
        {
            RetireExpired(replaced);
        }
        else if (replaced != 0)
        {
            ArenaOf(replaced).Retire(replaced);
        }

        return outcome;
    }

    private long ReadVersioned(ulong hash, byte* key, int length, void* buffer, nuint capacity, out ObjectInfo info)
    {
        long answer = ShardOf(hash).ReadVersioned(hash, key, length, buffer, capacity, Ages.Epoch, out info, out int expired);
        ExpireFound(expired);
        return answer;
    }
}
