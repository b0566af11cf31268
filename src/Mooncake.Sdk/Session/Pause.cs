
namespace Mooncake.Session;

/// <summary>A pause between two attempts, whose end needs no thread of the thread pool.</summary>
internal sealed class Pause : IAlarm
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Pause()
    {
    }

    /// <summary>Pauses. A session that closes ends all pauses.</summary>
    /// <param name="session">The session, for its clock and threads.</param>
    /// <param name="until">When the pause ends, as a timestamp.</param>
    /// <param name="cancellationToken">Ends it with an exception.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal static async ValueTask UntilAsync(StoreSession session, long until, CancellationToken cancellationToken)
    {
        Pause pause = new();
        session.Alarms.Set(pause, until);
        using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(static (pause, token) => ((Pause)pause!)._end.TrySetCanceled(token), pause);
        try
        {
            await pause._end.Task.On(session.Threads);
        }
        finally
        {
            session.Alarms.Cancel(pause);
        }
    }

    /// <inheritdoc/>
    void IAlarm.Fire() => _end.TrySetResult();
}
