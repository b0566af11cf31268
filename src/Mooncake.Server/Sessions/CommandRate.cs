using System.Diagnostics;

namespace Mooncake.Server.Sessions;

/// <summary>Commands per second over the last seconds, measured whenever somebody asks.</summary>
internal sealed class CommandRate
{
    private readonly Lock _lock = new();
    private long _lastTime = Stopwatch.GetTimestamp();
    private long _lastCommands;
    private long _rate;

    /// <summary>The rate since it was asked for at least a second ago.</summary>
    /// <param name="commands">The commands up to now.</param>
    internal long Of(long commands)
    {
        lock (_lock)
        {
            double seconds = Stopwatch.GetElapsedTime(_lastTime).TotalSeconds;
            if (seconds >= 1)
            {
                _rate = (long)((commands - _lastCommands) / seconds);
                _lastTime = Stopwatch.GetTimestamp();
                _lastCommands = commands;
            }

            return _rate;
        }
    }
}
