namespace Mooncake.Pipeline;

/// <summary>
/// Tracks how long backend calls have been in progress without any returning. Protected by the lock of the pipeline's groups.
/// </summary>
/// <remarks>
/// Calls that hang at the same time are one silence. A call that returns ends it, whatever its result: failed calls are handled by
/// <see cref="Circuit"/>.
/// </remarks>
internal sealed class Silence
{
    private int _underWay;

    /// <summary>Its start, as a timestamp; <see cref="long.MaxValue"/> while no call is in progress.</summary>
    internal long Since { get; private set; } = long.MaxValue;

    /// <summary>A call has started.</summary>
    /// <param name="now">The current timestamp.</param>
    internal void Begin(long now)
    {
        if (_underWay++ == 0)
        {
            Since = now;
        }
    }

    /// <summary>A call has returned.</summary>
    /// <param name="now">The current timestamp.</param>
    internal void End(long now) => Since = --_underWay > 0 ? now : long.MaxValue;
}
