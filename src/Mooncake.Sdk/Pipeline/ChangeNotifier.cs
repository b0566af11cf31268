namespace Mooncake.Pipeline;

/// <summary>
/// Raises state-change notifications on the thread pool, in order and one at a time; a change reverted before notification is skipped. The
/// last state is always notified. Thread-safe.
/// </summary>
internal sealed class ChangeNotifier : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Func<bool> _read;
    private readonly Action<bool> _tell;
    private bool _told;
    private bool _isTelling;

    /// <summary>Creates a notifier.</summary>
    /// <param name="read">Reads the state; called under a lock.</param>
    /// <param name="tell">Called with each new state; must not throw.</param>
    internal ChangeNotifier(Func<bool> read, Action<bool> tell)
    {
        _read = read;
        _tell = tell;
        _told = read();
    }

    /// <summary>Called when the state may have changed.</summary>
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
