using Mooncake.Shared;

namespace Mooncake.Pipeline;

/// <summary>
/// Keeps single puts of one key in order: one is queued or in progress, and later ones wait for it in the order in which they were queued.
/// Not thread-safe: protected by the pipeline's lock.
/// </summary>
/// <remarks>
/// <para>
/// The order applies whatever lanes, options and sizes the puts have. The next put gets its turn when the native call of the previous one
/// has returned. If that one is retried because the store is full, the next gets its turn when the retried put has completed.
/// </para>
/// <para>
/// A put completes at its deadline at the latest. From then on it delays no other put, even if its native call hangs: its outcome is
/// unknown, and later puts would only time out too. If that call is applied after all, it may be applied after theirs. A cancellation by
/// the caller does not end a turn: the native call is in progress, and the next put waits for it.
/// </para>
/// <para>Batches and puts of registered buffers are not ordered. A put that waits for a registered buffer has not been queued yet.</para>
/// <para>
/// The puts of a key form a ring, and the first of the ring has the turn. The links are fields of the calls, so a steady number of puts
/// allocates nothing.
/// </para>
/// </remarks>
internal sealed unsafe class PutOrder
{
    // Seeded, so that an attacker cannot choose keys that collide.
    private readonly KeyHash _hash = new();
    private readonly HashSet<PendingCall> _firsts = new(new KeyComparer());

    /// <summary>Number of keys with puts that are queued, in progress or held back.</summary>
    internal int Keys => _firsts.Count;

    /// <summary>Computes the hash of a put's key, without a lock.</summary>
    internal void Prepare(PendingCall put) => put.KeyHash = (int)_hash.Compute(put.Key, put.KeyLength);

    /// <summary>Adds a put to the order.</summary>
    /// <param name="put">The put, prepared; or one that already has its turn and is tried again.</param>
    /// <returns>True if it has the turn; false if it must wait until <see cref="End"/> returns it.</returns>
    internal bool TryBegin(PendingCall put)
    {
        if (put.PutAfter is not null)
        {
            return true;
        }

        put.PutBefore = put;
        put.PutAfter = put;
        if (_firsts.Add(put))
        {
            put.HasTurn = true;
            return true;
        }

        _firsts.TryGetValue(put, out PendingCall? first);
        put.PutBefore = first!.PutBefore;
        put.PutAfter = first;
        first.PutBefore!.PutAfter = put;
        first.PutBefore = put;
        return false;
    }

    /// <summary>Removes a put from the order, at any position. Harmless for one that was already removed, and for other calls.</summary>
    /// <param name="put">The put; it has not released its key's memory.</param>
    /// <returns>The put that has the turn now and did not have it before, or null.</returns>
    internal PendingCall? End(PendingCall put)
    {
        PendingCall? next = put.PutAfter;
        if (next is null)
        {
            return null;
        }

        next.PutBefore = put.PutBefore;
        put.PutBefore!.PutAfter = next;
        put.PutBefore = null;
        put.PutAfter = null;
        if (!put.HasTurn)
        {
            return null;
        }

        put.HasTurn = false;
        _firsts.Remove(put);
        if (ReferenceEquals(next, put))
        {
            return null;
        }

        next.HasTurn = true;
        _firsts.Add(next);
        return next;
    }

    private sealed class KeyComparer : IEqualityComparer<PendingCall>
    {
        public bool Equals(PendingCall? x, PendingCall? y) => ReferenceEquals(x, y) || x!.KeyBytes.SequenceEqual(y!.KeyBytes);

        public int GetHashCode(PendingCall obj) => obj.KeyHash;
    }
}
