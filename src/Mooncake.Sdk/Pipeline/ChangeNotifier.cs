namespace Mooncake.Pipeline;

/// <summary>
/// Tells of the changes of a state on a thread of the pool: in order, one at a time, the last one always; a state that has gone back before it
/// was told of is not. Thread-safe.
/// </summary>
internal sealed class ChangeNotifier : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Func<bool> _read;
    private readonly Action<bool> _tell;
    private bool _told;
    private bool _isTelling;

    /// <summary>Tells of nothing yet.</summary>
    /// <param name="read">The state; called under a lock, so it only reads.</param>
    /// <param name="tell">Told of each new state; throws nothing.</param>
    internal ChangeNotifier(Func<bool> read, Action<bool> tell)
    {
        _read = read;
        _tell = tell;
        _told = read();
    }

    /// <summary>The state may have changed.</summary>
    internal void Check()
    {
        lock (_gate)
        {
            if (_isTelling || _read() == _told)
            {
                // The thread that runs the handlers reads the state again before it ends.
                return;
            }

            _isTelling = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            bool state;
            lock (_gate)
            {
                state = _read();
                if (state == _told)
                {
                    _isTelling = false;
                    return;
                }

                _told = state;
            }

            _tell(state);
        }
    }
}
