using Mooncake.Shared;

namespace Mooncake.Pipeline;

/// <summary>
/// Keeps single puts of one key in order: one is queued or under way, and later ones wait behind it in the order in which they were queued.
/// Not thread-safe: belongs to the pipeline's lock.
/// </summary>
/// <remarks>
/// <para>
/// The order holds whatever lanes, options and sizes the puts have. The next put has its turn when the native call of the one before has
/// returned. If that one is retried because the store is full, the next has its turn when the retried put has been answered.
/// </para>
/// <para>
/// A put is answered at its deadline at the latest. From then on it delays no other put, even if its native call hangs: its outcome is unknown,
/// and later puts would only time out behind it. If that call is applied after all, it may be applied after theirs. A cancellation by the
/// caller does not end a turn: the native call is under way, and the next put waits for it.
/// </para>
/// <para>Lists and puts of registered buffers take no part. A put that waits for a registered buffer has not been queued yet.</para>
/// <para>
/// The puts of a key form a ring, and the first of the ring has the turn. The links are in the calls themselves, so that a steady number of
/// puts allocates nothing.
/// </para>
/// </remarks>
internal sealed unsafe class PutOrder
{
    // Seeded, so that an attacker cannot choose keys that collide.
    private readonly KeyHash _hash = new();
    private readonly HashSet<PendingCall> _firsts = new(new KeyComparer());

    /// <summary>Number of keys with puts that are queued, under way or held back.</summary>
    internal int Keys => _firsts.Count;

    /// <summary>Computes the hash of a put's key, which takes no lock.</summary>
    internal void Prepare(PendingCall put) => put.KeyHash = (int)_hash.Compute(put.Key, put.KeyLength);

    /// <summary>Takes a put into the order.</summary>
    /// <param name="put">The put, prepared; or one that has its turn already and is tried again.</param>
    /// <returns>True if it has the turn; false if it has to wait until <see cref="End"/> answers it.</returns>
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

    /// <summary>Takes a put out of the order, wherever it stands. Harmless for one that is out already, and for other calls.</summary>
    /// <param name="put">The put; its key's memory is still its own.</param>
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
