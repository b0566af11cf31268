using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Transports.Epoll;

/// <summary>One connection of a thread.</summary>
internal sealed class EpollConnection(EpollThread thread, int slot, int descriptor) : ISessionHost
{
    private int _isWoken;

    /// <summary>Its place in the thread's table.</summary>
    internal int Slot => slot;

    /// <summary>The socket.</summary>
    internal int Descriptor => descriptor;

    /// <summary>The connection without its I/O.</summary>
    internal RespSession Session { get; set; } = null!;

    /// <summary>Replies that the socket did not take yet; null if there are none.</summary>
    internal NativeBuffer? Pending { get; set; }

    /// <summary>What the session needs next.</summary>
    internal SessionStep Step { get; set; }

    /// <summary>What epoll watches.</summary>
    internal uint Watched { get; set; }

    /// <summary>When bytes last moved, in milliseconds since the system started.</summary>
    internal long MovedAt { get; set; } = Environment.TickCount64;

    /// <summary>True once the connection is closed.</summary>
    internal bool IsClosed { get; set; }

    /// <inheritdoc/>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _isWoken, 1) == 0)
        {
            thread.Wake(this);
        }
    }

    /// <summary>Lets further wake-ups through, before the session runs.</summary>
    internal void TakeWake() => Volatile.Write(ref _isWoken, 0);
}
