namespace Mooncake.Pipeline;

/// <summary>Since when calls of the backend have been under way of which none has returned. Belongs to the lock of the pipeline's groups.</summary>
/// <remarks>
/// Calls that hang together are one silence, however many they are. A call that returns ends it, whatever it answers: failed calls are the
/// <see cref="Circuit"/>'s.
/// </remarks>
internal sealed class Silence
{
    private int _underWay;

    /// <summary>When it began, as a timestamp; <see cref="long.MaxValue"/> while no call is under way.</summary>
    internal long Since { get; private set; } = long.MaxValue;

    /// <summary>A call is made.</summary>
    /// <param name="now">The present, as a timestamp.</param>
    internal void Begin(long now)
    {
        if (_underWay++ == 0)
        {
            Since = now;
        }
    }

    /// <summary>A call has returned.</summary>
    /// <param name="now">The present, as a timestamp.</param>
    internal void End(long now) => Since = --_underWay > 0 ? now : long.MaxValue;
}
