namespace Mooncake.Pipeline;

/// <summary>The lanes: started as needed, replaced if they hang.</summary>
internal sealed partial class LaneGroup
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stack<Lane> _idle = new();
    private readonly List<Lane> _lanes = [];
    private readonly int _laneCount;
    private int _hung;
    private int _started;

    /// <summary>Completes when the group is closed and every lane has ended; a hung lane delays it.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Number of lanes that hang in a native call.</summary>
    internal int HungLanes => Volatile.Read(ref _hung);

    /// <summary>True if lanes hang and no other lane is left, nor may be started.</summary>
    internal bool IsStuck
    {
        get
        {
            lock (_gate)
            {
                return _hung > 0 && ActiveLanes == 0 && _lanes.Count - _laneCount >= _context.Options.MaxReplacedLanes;
            }
        }
    }

    private int ActiveLanes => _lanes.Count - _hung - (_onCaller is { IsHung: false } ? 1 : 0);

    /// <summary>Gives a lane its next batch, and releases its last one. Blocks the lane while no call waits.</summary>
    /// <param name="lane">The lane; its batch has the calls of the last batch, then those of the next.</param>
    /// <returns>False if the lane ends.</returns>
    internal bool Take(Lane lane)
    {
        LaneBatch batch = lane.Batch;
        while (true)
        {
            bool hasWork;
            bool ends;
            bool isLast;
            bool hasReturned;
            int hung;
            Lane? toWake = null;
            batch.KeepFinished();
            long now = _context.Time.GetTimestamp();
            lock (_gate)
            {
                ReleaseLocked(lane, batch.Finished, out hasReturned);
                hung = _hung;

                // A lane that was replaced while it hung is no longer needed, and a caller wants its thread back.
                bool isSpare = lane.IsCallers || ActiveLanes > _laneCount;
                hasWork = !isSpare && GatherLocked(batch);
                ends = isSpare || (!hasWork && _isClosed);
                if (hasWork)
                {
                    BeginLocked(lane, now);
                }
                else if (ends)
                {
                    _lanes.Remove(lane);
                    _onCaller = lane.IsCallers ? null : _onCaller;
                }
                else
                {
                    _idle.Push(lane);
                }

                // Puts whose turn began with the end of the last batch may be more than one batch, and this lane may end.
                if (_queued > 0)
                {
                    toWake = FindLaneLocked();
                }

                isLast = ends && _isClosed && _lanes.Count == 0;
            }

            toWake?.Wake();
            batch.ReleaseCompleted();
            if (hasReturned)
            {
                _context.Log.LaneReturned(hung);
            }

            if (isLast)
            {
                _ended.TrySetResult();
            }

            if (hasWork || ends)
            {
                return hasWork;
            }

            lane.Sleep();
        }
    }

    /// <summary>The lane's native call has returned: it is no longer silent.</summary>
    internal void EndSilence(Lane lane)
    {
        long now = _context.Time.GetTimestamp();
        lock (_gate)
        {
            if (lane.TellsOfMaster)
            {
                lane.TellsOfMaster = false;
                _context.Silence.End(now);
            }
        }
    }

    private void BeginLocked(Lane lane, long now)
    {
        lane.HungAt = now + _context.TimeoutTicks;
        lane.TellsOfMaster = lane.Batch.TellsOfMaster;
        if (lane.TellsOfMaster)
        {
            _context.Silence.Begin(now);
        }
    }

    private void ReleaseLocked(Lane lane, ReadOnlySpan<PendingCall?> finished, out bool hasReturned)
    {
        foreach (PendingCall? call in finished)
        {
            if (call is not null)
            {
                UnwatchLocked(call);
                call.Place = CallState.Outside;
                EndTurnLocked(call, served: this);
            }
        }

        lane.HungAt = long.MaxValue;
        hasReturned = lane.IsHung;
        if (hasReturned)
        {
            lane.IsHung = false;
            _hung--;
        }
    }

    /// <summary>Finds a lane for calls that already wait.</summary>
    /// <returns>A lane to wake; null if one was started, or if the busy ones must suffice.</returns>
    private Lane? FindLaneLocked()
    {
        if (!_idle.TryPop(out Lane? lane))
        {
            TryStartLaneLocked();
        }

        return lane;
    }

    private bool TryStartLaneLocked()
    {
        if (ActiveLanes >= _laneCount || _lanes.Count - _laneCount >= _context.Options.MaxReplacedLanes)
        {
            return false;
        }

        Lane lane = new(this, _context);
        try
        {
            lane.Start($"{_name} {++_started}");
        }
        catch (OutOfMemoryException)
        {
            // The system cannot create a thread: the existing lanes continue.
            return false;
        }

        _lanes.Add(lane);
        return true;
    }

    /// <summary>
    /// Finds lanes whose native call has run too long, and starts replacements; if none is left, completes the waiting calls.
    /// </summary>
    /// <returns>When the next lane counts as hung, or <see cref="long.MaxValue"/>.</returns>
    private long ReplaceHungLanes(long now)
    {
        List<PendingCall>? stranded = null;
        long next = long.MaxValue;
        int before;
        int after;
        lock (_gate)
        {
            before = _hung;
            foreach (Lane lane in _lanes)
            {
                if (lane.HungAt <= now)
                {
                    lane.HungAt = long.MaxValue;
                    lane.IsHung = true;
                    _hung++;
                }

                next = Math.Min(next, lane.HungAt);
            }

            after = _hung;
            for (int i = before; i < after && _queued + _held.Count > 0 && TryStartLaneLocked(); i++)
            {
            }

            if (after > before && ActiveLanes == 0)
            {
                stranded = DrainLocked();
            }
        }

        if (stranded is not null)
        {
            AnswerAll(stranded, CallOutcome.LanesHung);
        }

        if (after > before)
        {
            _context.Log.LaneHung(_context.Time.GetElapsedTime(0, _context.TimeoutTicks), after);
        }

        return next;
    }
}
