using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Options;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>One put, existence check or removal on its way through the pipeline.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
internal sealed unsafe class StatusCall<TKey> : ResultCall<StoreResult>, IAlarm
    where TKey : struct, IStoreKey<TKey>
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly CallPool<StatusCall<TKey>> _home;
    private StoreOperation _operation;
    private TKey _key;
    private bool _force;
    private TimeSpan _pause;

    /// <summary>Creates a call.</summary>
    /// <param name="session">The session.</param>
    /// <param name="home">The pool for reuse.</param>
    internal StatusCall(StoreSession session, CallPool<StatusCall<TKey>> home)
        : base(session) => _home = home;

    /// <inheritdoc/>
    protected override StoreOperation Operation => _operation;

    /// <inheritdoc/>
    protected override bool NeedsRental => false;

    /// <summary>Prepares the call.</summary>
    /// <param name="operation">Put, exists or remove.</param>
    /// <param name="key">The key.</param>
    /// <param name="layout">How the rental is divided, the key written into it; for a put the object as well.</param>
    /// <param name="rental">The rental; the call returns it.</param>
    /// <param name="deadline">The caller's deadline.</param>
    /// <param name="config">Replication and pins of a put, or null.</param>
    /// <param name="force">True to remove a leased object.</param>
    internal void Prepare(StoreOperation operation, in TKey key, in RentalLayout layout, RentedBuffer rental, long deadline, ReplicateConfigBlock? config = null, bool force = false)
    {
        _operation = operation;
        _key = key;
        _force = force;
        _pause = FirstPause;
        Rental = rental;
        Config = config;
        Kind = operation switch
        {
            StoreOperation.Put => CallKind.Put,
            StoreOperation.Exists => CallKind.Exists,
            _ => CallKind.Unbatched,
        };
        Key = layout.KeyOf(rental);
        KeyLength = layout.KeyLength;
        Buffer = layout.ObjectOf(rental.Pointer);
        Capacity = operation == StoreOperation.Put ? (nuint)layout.ObjectSize : 0;
        Deadline = deadline;
    }

    /// <inheritdoc/>
    internal override long Execute(StoreBackend backend) => backend.Remove(Key, KeyLength, _force);

    /// <inheritdoc/>
    internal override bool TryContinue(long answer)
    {
        if (answer != (int)StoreErrorCode.NoAvailableHandle
            || !Session.Options.Pipeline.RetryWhenFull
            || Session.NeverFits(KeyLength, (long)Capacity))
        {
            return false;
        }

        // Half fixed, half random, so that puts that found the store full at the same time do not retry at the same time.
        TimeSpan pause = (_pause * 0.5) + (_pause * 0.5 * Random.Shared.NextDouble());
        _pause = _pause + _pause < LongestPause ? _pause + _pause : LongestPause;
        long until = Timestamps.After(Session.Options.TimeProvider, pause);
        if (until >= Deadline)
        {
            return false;
        }

        Session.Pipeline!.RequeueLater(this, until);
        return true;
    }

    /// <summary>The pause is over.</summary>
    void IAlarm.Fire() => Session.Pipeline!.Requeue(this);

    /// <inheritdoc/>
    protected override StoreResult Finish(long answer)
    {
        Session.Telemetry.Calls.Wrote(_operation == StoreOperation.Put && answer == 0 ? (long)Capacity : 0);
        return (_operation, answer) switch
        {
            (StoreOperation.Exists, > 0) => StoreResult.Found,
            (StoreOperation.Exists, 0) => StoreResult.Missing,
            (_, 0) => StoreResult.Done,
            (StoreOperation.Remove, (int)StoreErrorCode.ObjectNotFound) => StoreResult.Missing,
            (StoreOperation.Put, _) => StoreResult.Failed(Session.PutError(answer, _operation, KeyText.ToText(in _key), (long)Capacity)),
            _ => StoreResult.Failed(Session.Error(answer, _operation, KeyText.ToText(in _key))),
        };
    }

    /// <inheritdoc/>
    protected override StoreResult Fail() =>
        StoreResult.Failed(PipelineErrors.Of(this, _operation, KeyText.ToText(in _key), Session.Options));

    /// <inheritdoc/>
    protected override void Recycle()
    {
        _key = default;
        _home.Keep(this);
    }
}
