namespace Mooncake.Durable.Engine;

/// <summary>
/// Group commit: the first thread becomes leader and commits all queued writes; an uncontended write needs no other thread. A group is one
/// write to the log, and one sync in the mode that syncs. Writes therefore need no further locks.
/// </summary>
/// <param name="group">Collects the changes of a group.</param>
internal sealed class Committer(WriteGroup group)
{
    /// <summary>Limits a group, so that the first operations do not wait for a large log record caused by the last ones.</summary>
    private const int MostOperations = 256;

    private const long MostBytes = 8 << 20;

    private readonly Lock _gate = new();
    private readonly List<WriteOperation> _taken = [];
    private readonly Queue<WriteOperation> _waiting = new();
    private bool _isLed;

    /// <summary>Executes an operation and commits its changes. Blocks until then.</summary>
    /// <param name="operation">The operation, created by this thread.</param>
    internal void Execute(WriteOperation operation)
    {
        if (group.State.Options.IsReadOnly)
        {
            operation.Refuse((int)StoreErrorCode.StoreReadOnly);
            return;
        }

        if (TryLead(operation) || operation.WaitForLead())
        {
            Lead(operation);
        }
    }

    private bool TryLead(WriteOperation operation)
    {
        lock (_gate)
        {
            if (!_isLed)
            {
                _isLed = true;
                return true;
            }

            _waiting.Enqueue(operation);
            return false;
        }
    }

    private void Lead(WriteOperation own)
    {
        _taken.Clear();
        lock (_gate)
        {
            for (long bytes = own.Bytes; bytes < MostBytes && _taken.Count < MostOperations && _waiting.TryDequeue(out WriteOperation? waiting);)
            {
                _taken.Add(waiting);
                bytes += waiting.Bytes;
            }
        }

        try
        {
            own.Apply(group);
            foreach (WriteOperation operation in _taken)
            {
                operation.Apply(group);
            }

            group.Commit();
        }
        finally
        {
            // After an exception, nothing uncommitted is acknowledged.
            group.Abandon();
            foreach (WriteOperation operation in _taken)
            {
                operation.Finish();
            }

            lock (_gate)
            {
                if (_waiting.TryDequeue(out WriteOperation? next))
                {
                    next.PassLead();
                }
                else
                {
                    _isLed = false;
                }
            }
        }
    }
}
