using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Batches;

/// <summary>Calls of an engine with round trips, for one or more commands of a connection. The connection waits for them.</summary>
internal abstract class EngineWork
{
    private Task? _task;

    /// <summary>True when the replies can be written.</summary>
    internal bool IsDone => _task is { IsCompleted: true };

    /// <summary>Begins the calls.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="host">Is woken when the replies can be written, unless that is at once.</param>
    internal void Start(EngineAccess engine, ISessionHost host)
    {
        _task = RunAsync(engine);
        if (!_task.IsCompleted)
        {
            _task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().UnsafeOnCompleted(host.Wake);
        }
    }

    /// <summary>Writes the replies of all commands, in the same order.</summary>
    internal void Finish(ReplyWriter reply)
    {
        // A closed store throws; everything else is a result.
        if (_task!.Exception?.InnerException is { } exception)
        {
            WriteFailure(reply, exception is ObjectDisposedException ? "ERR the store is closed" : "ERR " + exception.Message);
        }
        else
        {
            WriteReplies(reply);
        }
    }

    /// <summary>
    /// The arguments of the command for <c>SLOWLOG</c>, shortened; of several commands those of the first, and how many follow.
    /// </summary>
    internal abstract IReadOnlyList<string> Describe();

    /// <summary>Makes the calls. Failures are kept for the replies.</summary>
    protected abstract Task RunAsync(EngineAccess engine);

    /// <summary>Writes the replies; the calls have ended.</summary>
    protected abstract void WriteReplies(ReplyWriter reply);

    /// <summary>Writes one error for each command.</summary>
    protected abstract void WriteFailure(ReplyWriter reply, string error);
}
