using Mooncake.Durable.Rocks;
using Mooncake.Durable.Setup;

namespace Mooncake.Durable.Engine;

/// <content>The end of a group.</content>
internal sealed unsafe partial class WriteGroup
{
    /// <summary>A batch keeps the memory of its largest content; one that was larger is replaced.</summary>
    private const long MostKeptBytes = 16 << 20;

    /// <summary>How many expired objects a commit takes along.</summary>
    private const int SweptAlong = 256;

    /// <summary>
    /// Batches that only add objects store no sums: opening counts the objects behind the last sums, at most about so many. A tenth of a
    /// small put is saved.
    /// </summary>
    private const ulong MostUncounted = 1000;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly WriteStall _stall;
    private long _nextSweep = long.MinValue;

    /// <summary>
    /// Commits the changes so far, and reports to their operations. Blocks, in the mode that syncs until the log is on disk.
    /// </summary>
    /// <returns>False if they could not be written; their operations have failed.</returns>
    internal bool Commit()
    {
        if (!_hasChanges)
        {
            _changedKeys.Clear();
            PublishExpiry(isCommitted: true);
            return true;
        }

        SweepWhenDue();
        if (_storesTotals || _totals.LastSequence - _lastStored >= MostUncounted)
        {
            PutTotals();
        }

        string? message = Write();
        while (message is not null && RocksErrors.IsStall(message) && _stall.TryWait(ref message))
        {
            message = Write();
        }

        int answer = message is null ? 0 : (int)RocksErrors.OfWrite(message);
        if (message is null)
        {
            _state.Publish(in _totals);
            _state.LastWriteError = null;
            _stall.End();
            if (_database.Options.SyncsWrites)
            {
                _state.LogSyncs.Increment();
            }
        }
        else
        {
            _state.LastWriteError = message;
        }

        End(answer);
        return answer == 0;
    }

    private string? Write()
    {
        byte* error = null;
        _database.Library.Databases.Write(_database.Pointer, _database.Options.Writes, _database.Batch, &error);
        return RocksErrors.Take(_database.Library, error);
    }

    /// <summary>Includes some expired objects, so that they are reclaimed while the store is in use.</summary>
    private void SweepWhenDue()
    {
        if (_state.Timestamp >= _nextSweep && Now >= _state.EarliestExpiry)
        {
            SweepExpired(SweptAlong);
            _nextSweep = _state.Timestamp + _state.TicksOf(SweepInterval);
        }
    }

    /// <summary>Drops what was not committed; its operations fail.</summary>
    internal void Abandon()
    {
        if (_hasChanges)
        {
            End((int)StoreErrorCode.InternalError);
        }
    }

    /// <summary>
    /// Says when the next sweep is due, once the last one is committed: who counts objects before that waits for it. After a failure it is
    /// due at once.
    /// </summary>
    private void PublishExpiry(bool isCommitted)
    {
        if (_sweptTo is { } next && isCommitted)
        {
            _state.EarliestExpiry = Math.Min(next, _earliestAdded);
        }

        _sweptTo = null;
    }

    private void PutTotals()
    {
        byte* totals = stackalloc byte[StoreTotals.Length];
        _totals.Write(new Span<byte>(totals, StoreTotals.Length));
        fixed (byte* key = StoreFormat.TotalsKey)
        {
            _batches.Put(_database.Batch, _database.Own, key, (nuint)StoreFormat.TotalsKey.Length, totals, StoreTotals.Length);
        }

        _lastStored = _totals.LastSequence;
    }

    private void End(int answer)
    {
        // Before anybody is answered: from then on no read may find what the group has replaced.
        _memory?.EndChanges(areMade: answer == 0);
        foreach (WriteOperation operation in _pending)
        {
            operation.Settle(answer);
        }

        // A sequence number is never reused, even if its write has failed: the log may contain it.
        _totals = answer == 0 ? _totals : _state.Totals with { LastSequence = _totals.LastSequence };
        _pending.Clear();
        _changedKeys.Clear();
        _hasChanges = false;
        _storesTotals = false;
        _lastStored = answer == 0 ? _lastStored : 0;
        PublishExpiry(answer == 0);
        _earliestAdded = long.MaxValue;
        if (_batchBytes > MostKeptBytes)
        {
            _database.RenewBatch();
        }
        else
        {
            _batches.Clear(_database.Batch);
        }

        _batchBytes = 0;
    }
}
