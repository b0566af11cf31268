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

    /// <summary>Prepares a put.</summary>
    /// <param name="key">The key.</param>
    /// <param name="layout">How the rental is divided; key and object are written into it.</param>
    /// <param name="rental">The rental; the call returns it.</param>
    /// <param name="deadline">The caller's deadline.</param>
    /// <param name="config">Replication and pins, or null.</param>
    internal void PreparePut(in TKey key, in RentalLayout layout, RentedBuffer rental, long deadline, ReplicateConfigBlock? config)
    {
        _operation = StoreOperation.Put;
        _key = key;
        _pause = TimeSpan.Zero;
        Rental = rental;
        Config = config;
        Kind = CallKind.Put;
        Key = layout.KeyOf(rental);
        KeyLength = layout.KeyLength;
        Buffer = layout.ObjectOf(rental.Pointer);
        Capacity = (nuint)layout.ObjectSize;
        Deadline = deadline;
    }

    /// <summary>Prepares an existence check or a removal.</summary>
    /// <param name="operation">Exists or remove.</param>
    /// <param name="key">The key.</param>
    /// <param name="textWithNul">Its text, which is copied.</param>
    /// <param name="deadline">The caller's deadline.</param>
    /// <param name="force">True to remove a leased object.</param>
    internal void PrepareQuery(StoreOperation operation, in TKey key, ReadOnlySpan<byte> textWithNul, long deadline, bool force)
    {
        _operation = operation;
        _key = key;
        _force = force;
        Kind = operation == StoreOperation.Exists ? CallKind.Exists : CallKind.Unbatched;
        SetKey(textWithNul);
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

        long until = Timestamps.After(Session.Options.TimeProvider, Backoff.Next(ref _pause));
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
        if (_operation != StoreOperation.Put)
        {
            return KeyOperations<TKey>.Conclude(Session, in _key, _operation, answer);
        }

        Session.Telemetry.Calls.Wrote(answer == 0 ? (long)Capacity : 0);
        return answer == 0
            ? StoreResult.Done
            : StoreResult.Failed(Session.PutError(answer, _operation, KeyText.ToText(in _key), (long)Capacity));
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
