namespace Mooncake.Durable.Engine;

/// <summary>
/// One call that changes the store. The thread that leads a group of writes carries it out; the caller waits until its changes are
/// committed. Memory that it points to stays valid until then.
/// </summary>
internal abstract class WriteOperation
{
    private const int Waiting = 0;
    private const int Leading = 1;
    private const int Done = 2;

    /// <summary>One event for each thread: a thread waits for one operation at a time.</summary>
    [ThreadStatic]
    private static ManualResetEventSlim? _threadEvent;

    private readonly ManualResetEventSlim _event = _threadEvent ??= new ManualResetEventSlim();
    private int _state = Waiting;

    /// <summary>The next operation of the same group.</summary>
    internal WriteOperation? Next { get; set; }

    /// <summary>The bytes that the operation adds to the log, about.</summary>
    internal virtual long Bytes => 0;

    /// <summary>Looks at the store and adds changes to a group. Called once, by the thread that leads.</summary>
    /// <param name="group">The group.</param>
    internal abstract void Apply(WriteGroup group);

    /// <summary>Ends the changes that were added so far: they are committed, or were not made.</summary>
    /// <param name="answer">0, or the negative code of the failure.</param>
    internal abstract void Settle(int answer);

    /// <summary>Ends the operation before anything of it was carried out.</summary>
    /// <param name="answer">The negative code.</param>
    internal virtual void Refuse(int answer) => Settle(answer);

    /// <summary>Waits until another thread has carried the operation out, or passes the lead on.</summary>
    /// <returns>True if this thread is to lead now; false if the operation is done.</returns>
    internal bool WaitForLead()
    {
        while (Volatile.Read(ref _state) == Waiting)
        {
            // The event may still be set for the operation before this one. The state is written before the event is set, so that nothing
            // is missed.
            _event.Wait();
            _event.Reset();
        }

        return _state == Leading;
    }

    /// <summary>Passes the lead to the operation's thread.</summary>
    internal void PassLead() => Wake(Leading);

    /// <summary>Lets the operation's thread go on.</summary>
    internal void Finish() => Wake(Done);

    private void Wake(int state)
    {
        ManualResetEventSlim signal = _event;
        Volatile.Write(ref _state, state);
        signal.Set();
    }
}
