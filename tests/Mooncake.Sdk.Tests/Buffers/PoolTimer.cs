namespace Mooncake.Buffers;

/// <summary>Keeps a pool's deadlines by a timer, as the deadline thread does in a store.</summary>
internal sealed class PoolTimer
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly RegisteredBufferPool _pool;
    private ITimer? _timer;

    private PoolTimer(FakeBackend backend, BufferPoolOptions options, TimeProvider time)
    {
        _time = time;
        _pool = new RegisteredBufferPool(backend, options, time, _ => Arm());
    }

    /// <summary>Creates a pool.</summary>
    internal static RegisteredBufferPool CreatePool(FakeBackend backend, BufferPoolOptions options, TimeProvider time) =>
        new PoolTimer(backend, options, time)._pool;

    private void Arm()
    {
        lock (_gate)
        {
            _timer ??= _time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Timestamps.Until(_time, _pool.NextDeadline), Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire()
    {
        _pool.ExpireWaiters();

        // The timer may have been early.
        Arm();
    }
}
