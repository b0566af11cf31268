using Mooncake.Backends;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>Objects that expire.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>The interval at which expired objects are reclaimed that no call finds.</summary>
    private static readonly TimeSpan ExpiryRound = TimeSpan.FromSeconds(1);

    private readonly Lock _sweeping = new();
    private readonly Lock _rounds = new();
    private ITimer? _expiryTimer;
    private bool _isExpiryTimerSet;
    private bool _hasLeft;
    private long _expirations;

    /// <summary>When the entries' objects expire.</summary>
    internal ExpiryTable Expiries { get; } = new();

    /// <summary>The wall clock, in milliseconds since 1970-01-01 UTC.</summary>
    internal long UtcNow => TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Expired objects that were reclaimed.</summary>
    internal long Expirations => Volatile.Read(ref _expirations);

    /// <summary>True if an entry with an expiry represents an object that has expired.</summary>
    internal bool HasExpired(int id)
    {
        // 0 if the expiry was removed since the caller saw the bit that marks it.
        long expiresAt = Expiries.At(id);
        return expiresAt != 0 && expiresAt <= UtcNow;
    }

    /// <summary>Returns when an object expires.</summary>
    /// <returns>Milliseconds since 1970-01-01 UTC, 0 for never, or -704.</returns>
    internal long GetExpiry(byte* key, int length)
    {
        ulong hash = _hash.Compute(key, length);
        long size = ReadVersioned(hash, key, length, buffer: null, capacity: 0, out ObjectInfo info);
        return size < 0 ? size : info.ExpiresAt;
    }

    /// <summary>Changes when an object expires.</summary>
    /// <returns>0, -704 or -200.</returns>
    internal int SetExpiry(byte* key, int length, long expiresAt)
    {
        ulong hash = _hash.Compute(key, length);
        int answer = ShardOf(hash).SetExpiry(hash, key, length, expiresAt, out int expired);
        RetireExpired(expired);
        if (answer == 0 && expiresAt != ObjectExpiry.Never)
        {
            KeepExpiring();
        }

        return answer;
    }

    /// <summary>Reclaims an object that a call has found expired, unless another thread has.</summary>
    /// <param name="id">The entry; 0 for none. The caller has no lock and no hazard mark.</param>
    internal void ExpireFound(int id)
    {
        if (id != 0)
        {
            Expire(id);
        }
    }

    /// <summary>Reclaims the object of a key if it has expired.</summary>
    internal void ExpireKey(Shard shard, ulong hash, byte* key, int length)
    {
        // Reading the object's state reclaims it as a side effect.
        _ = shard.ReadVersioned(hash, key, length, buffer: null, capacity: 0, epoch: 0, out _, out int expired);
        ExpireFound(expired);
    }

    /// <summary>Reclaims every expired object. Returns immediately if there is none, or if another thread is doing it.</summary>
    internal void ExpireDue()
    {
        if (!Expiries.IsInUse)
        {
            return;
        }

        long now = UtcNow;
        if (Expiries.IsDue(now) && _sweeping.TryEnter())
        {
            try
            {
                Expiries.Sweep(now, Expire);
            }
            finally
            {
                _sweeping.Exit();
            }
        }
    }

    /// <summary>Retires an object that its shard has removed because it had expired.</summary>
    /// <param name="id">The entry; 0 for none.</param>
    private void RetireExpired(int id)
    {
        if (id != 0)
        {
            Interlocked.Increment(ref _expirations);
            ArenaOf(id).Retire(id);
        }
    }

    private void Expire(int id)
    {
        // An outdated hash leads to a shard that detects it, under its lock.
        ulong hash = Volatile.Read(ref Entries.At(id)->Hash);
        if (ShardOf(hash).TryExpire(id))
        {
            RetireExpired(id);
        }
    }

    /// <summary>Makes sure that rounds continue as long as objects have an expiry. Called after one was recorded.</summary>
    private void KeepExpiring()
    {
        if (Volatile.Read(ref _isExpiryTimerSet))
        {
            return;
        }

        lock (_rounds)
        {
            if (_hasLeft || _isExpiryTimerSet)
            {
                return;
            }

            _expiryTimer ??= TimeProvider.CreateTimer(
                static state => ((Cluster)state!).ExpireInRound(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _isExpiryTimerSet = _expiryTimer.Change(ExpiryRound, Timeout.InfiniteTimeSpan);
        }
    }

    private void ExpireInRound()
    {
        try
        {
            ExpireDue();
        }
        catch (OutOfMemoryException)
        {
            // An exception of a timer ends the process. The next round continues where this one stopped.
        }

        lock (_rounds)
        {
            // After the lock, and read before the flag is reset: an expiry recorded from now on finds the flag reset and sets the timer.
            Volatile.Write(ref _isExpiryTimerSet, false);
            Interlocked.MemoryBarrier();
            if (!_hasLeft && Expiries.IsInUse)
            {
                _isExpiryTimerSet = _expiryTimer!.Change(ExpiryRound, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Ends the rounds; the last client leaves.</summary>
    private void StopExpiring()
    {
        lock (_rounds)
        {
            _hasLeft = true;
            _expiryTimer?.Dispose();
        }
    }
}
