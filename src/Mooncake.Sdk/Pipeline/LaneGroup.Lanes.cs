namespace Mooncake.Pipeline;

/// <summary>The lanes: started as they are needed, replaced when they hang.</summary>
internal sealed partial class LaneGroup
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the group is closed and every lane has ended; a lane that hangs keeps it from completing.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Number of lanes that hang in a native call.</summary>
    internal int HungLanes => Volatile.Read(ref _hung);

    private int ActiveLanes => _lanes.Count - _hung;

    /// <summary>Gives a lane its next batch, and lets go of its last one. Blocks the lane while nothing waits.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="batch">Holds the calls of the last batch, then those of the next.</param>
    /// <returns>False if the lane ends.</returns>
    internal bool Take(Lane lane, LaneBatch batch)
    {
        while (true)
        {
            bool ends = false;
            bool hasWork = false;
            bool isLast = false;
            batch.KeepFinished();
            lock (_gate)
            {
                foreach (PendingCall? call in batch.Finished)
                {
                    if (call is not null)
                    {
                        _watched.Remove(call);
                        call.Place = CallPlace.Outside;
                    }
                }

                lane.RunningSince = 0;
                if (lane.IsHung)
                {
                    lane.IsHung = false;
                    _hung--;
                }

                ends = ActiveLanes > _laneCount;
                if (!ends)
                {
                    hasWork = GatherLocked(batch);
                    ends = !hasWork && _isClosed;
                }

                if (hasWork)
                {
                    lane.RunningSince = Math.Max(1, _time.GetTimestamp());
                }
                else if (ends)
                {
                    _lanes.Remove(lane);
                    isLast = _isClosed && _lanes.Count == 0;
                }
                else
                {
                    _idle.Push(lane);
                }
            }

            batch.LetFinishedGo();
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

    /// <summary>Takes no more calls: those that wait are answered with <see cref="CallOutcome.Closed"/>, lanes end after their batch.</summary>
    internal void Close()
    {
        CallList drained = default;
        Lane[] idle;
        bool isEmpty;
        lock (_gate)
        {
            _isClosed = true;
            DrainLocked(ref drained);
            idle = [.. _idle];
            _idle.Clear();
            isEmpty = _lanes.Count == 0;
        }

        AnswerAll(ref drained, CallOutcome.Closed);
        if (isEmpty)
        {
            _ended.TrySetResult();
        }

        foreach (Lane lane in idle)
        {
            lane.Wake();
        }
    }

    /// <summary>A lane that has something to do now: an idle one, or a new one where there may be more.</summary>
    private Lane? WakeableLocked()
    {
        if (_idle.TryPop(out Lane? idle))
        {
            return idle;
        }

        TryStartLaneLocked();
        return null;
    }

    private bool TryStartLaneLocked()
    {
        if (ActiveLanes >= _laneCount || _lanes.Count >= _laneCount + _options.MaxReplacedLanes)
        {
            return false;
        }

        Lane lane = new(this, _backend, _circuit, _options.MaxBatchCount);
        _lanes.Add(lane);
        lane.Start($"{_name} {_lanes.Count}");
        return true;
    }

    /// <summary>Finds lanes whose call has run too long, and starts others in their place; strands what waits if there are none left.</summary>
    private void MarkHungLanesLocked(long now, ref CallList stranded)
    {
        foreach (Lane lane in _lanes)
        {
            if (!lane.IsHung && lane.RunningSince != 0 && now - lane.RunningSince >= _hangAfter)
            {
                lane.IsHung = true;
                _hung++;
            }
        }

        if (_queued > 0 && !TryStartLaneLocked() && ActiveLanes == 0)
        {
            DrainLocked(ref stranded);
        }
    }

    /// <summary>Makes up a batch: the oldest call that waits, and others that can travel with it.</summary>
    /// <returns>False if nothing waits.</returns>
    private bool GatherLocked(LaneBatch batch)
    {
        int oldest = -1;
        long arrival = long.MaxValue;
        for (int kind = 0; kind < Kinds; kind++)
        {
            if (_queues[kind].First is { } first && first.Arrival < arrival)
            {
                oldest = kind;
                arrival = first.Arrival;
            }
        }

        if (oldest < 0)
        {
            return false;
        }

        batch.Begin((CallKind)oldest);
        PendingCall? call = _queues[oldest].First;
        while (call is not null && batch.Count < (oldest == (int)CallKind.Alone ? 1 : _options.MaxBatchCount))
        {
            PendingCall? next = call.Next;
            if (batch.TryAdd(call, (nuint)_options.MaxBatchBytes))
            {
                _queues[oldest].Remove(call);
                _queued--;
                call.Place = CallPlace.Running;
            }
            else if (batch.IsFull)
            {
                break;
            }

            call = next;
        }

        RefillLocked();
        return true;
    }
}
