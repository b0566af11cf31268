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
    private readonly Queue<WriteOperation> _waiting = new();

    /// <summary>
    /// A group that waits for a disk should be large: the callers of the one before it are woken first, so that their next writes take
    /// part. A group that does not wait is over before they run, and each wake takes as long as a small put: then the next leader goes
    /// first.
    /// </summary>
    private readonly bool _wakesFirst = group.State.Options.Sync == DurableSync.Commit;
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
        WriteOperation? taken = Take(own);
        try
        {
            own.Apply(group);
            for (WriteOperation? operation = taken; operation is not null; operation = operation.Next)
            {
                operation.Apply(group);
            }

            group.Commit();
        }
        finally
        {
            // After an exception, nothing uncommitted is acknowledged.
            group.Abandon();
            if (!_wakesFirst)
            {
                PassLead();
            }

            for (WriteOperation? operation = taken; operation is not null; operation = operation.Next)
            {
                operation.Finish();
            }

            if (_wakesFirst)
            {
                PassLead();
            }
        }
    }

    /// <summary>Takes along what waits.</summary>
    /// <returns>The first operation, which leads to the others; null if none waits.</returns>
    private WriteOperation? Take(WriteOperation own)
    {
        WriteOperation? first = null;
        lock (_gate)
        {
            WriteOperation? last = null;
            long bytes = own.Bytes;
            for (int count = 0; bytes < MostBytes && count < MostOperations && _waiting.TryDequeue(out WriteOperation? waiting); count++)
            {
                first ??= waiting;
                last?.Next = waiting;
                last = waiting;
                bytes += waiting.Bytes;
            }
        }

        return first;
    }

    private void PassLead()
    {
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
