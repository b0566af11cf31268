namespace Mooncake.Pipeline;

/// <summary>Calls by their deadlines, earliest first. Not thread-safe: protected by a group's lock.</summary>
/// <remarks>
/// All operations of a store have one timeout, so a new call nearly always belongs at the end; a later step of a batch belongs further
/// ahead.
/// </remarks>
internal struct WatchList
{
    private PendingCall? _last;

    /// <summary>The call whose deadline is the earliest, or null.</summary>
    internal PendingCall? First { get; private set; }

    /// <summary>Adds a call.</summary>
    internal void Add(PendingCall call)
    {
        PendingCall? before = _last;
        while (before is not null && before.Deadline > call.Deadline)
        {
            before = before.WatchPrevious;
        }

        PendingCall? after = before is null ? First : before.WatchNext;
        call.WatchPrevious = before;
        call.WatchNext = after;
        call.IsWatched = true;
        if (before is null)
        {
            First = call;
        }
        else
        {
            before.WatchNext = call;
        }

        if (after is null)
        {
            _last = call;
        }
        else
        {
            after.WatchPrevious = call;
        }
    }

    /// <summary>Removes a call; harmless if it is not in the list.</summary>
    internal void Remove(PendingCall call)
    {
        if (!call.IsWatched)
        {
            return;
        }

        if (call.WatchPrevious is null)
        {
            First = call.WatchNext;
        }
        else
        {
            call.WatchPrevious.WatchNext = call.WatchNext;
        }

        if (call.WatchNext is null)
        {
            _last = call.WatchPrevious;
        }
        else
        {
            call.WatchNext.WatchPrevious = call.WatchPrevious;
        }

        call.WatchNext = null;
        call.WatchPrevious = null;
        call.IsWatched = false;
    }
}
