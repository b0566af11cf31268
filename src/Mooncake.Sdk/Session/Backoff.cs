using Mooncake.Buffers;
using Mooncake.Operations;

namespace Mooncake.Session;

/// <summary>Growing pauses with jitter, until the operation's deadline.</summary>
internal struct Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private readonly StoreSession _session;
    private readonly StoreOperation _operation;
    private readonly long _deadline;
    private TimeSpan _pause;

    /// <summary>Creates an instance before the first pause.</summary>
    /// <param name="session">The session, for its clock.</param>
    /// <param name="operation">The operation that retries, for a cancellation.</param>
    /// <param name="deadline">The operation's deadline, as a timestamp.</param>
    internal Backoff(StoreSession session, StoreOperation operation, long deadline)
    {
        _session = session;
        _operation = operation;
        _deadline = deadline;
    }

    /// <summary>Pauses.</summary>
    /// <returns>False if no other pause ends before the deadline; otherwise true, after the pause.</returns>
    /// <exception cref="StoreCanceledException">The caller cancelled, between two attempts: the last one changed nothing.</exception>
    internal ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        long until = Timestamps.After(_session.Options.TimeProvider, Next(ref _pause));
        return until < _deadline ? PauseAsync(_session, _operation, until, cancellationToken) : new ValueTask<bool>(false);
    }

    /// <summary>The next pause of a series of growing pauses.</summary>
    /// <param name="pause">The longest time that the next pause may take; grows. Zero before the first one.</param>
    internal static TimeSpan Next(ref TimeSpan pause)
    {
        TimeSpan longest = pause == TimeSpan.Zero ? First : pause;
        pause = longest + longest < Longest ? longest + longest : Longest;

        // Half fixed, half random, so that callers that failed at the same time do not retry at the same time.
        return (longest * 0.5) + (longest * 0.5 * Random.Shared.NextDouble());
    }

    private static async ValueTask<bool> PauseAsync(
        StoreSession session, StoreOperation operation, long until, CancellationToken cancellationToken)
    {
        try
        {
            await Pause.UntilAsync(session, until, cancellationToken).On(session.Threads);
            return true;
        }
        catch (OperationCanceledException)
        {
            throw Cancellation.NothingDone(operation, cancellationToken);
        }
    }
}
