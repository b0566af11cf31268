using System.Runtime.InteropServices;
using Mooncake.Server.Observability;
using Mooncake.Server.Sessions;
using static Mooncake.Server.Transports.Epoll.LinuxConstants;

namespace Mooncake.Server.Transports.Epoll;

/// <content>New connections, connections that stall, and the end.</content>
internal sealed unsafe partial class EpollThread
{
    private const int AcceptsAtATime = 64;

    private bool WatchListener() =>
        _isListenerWatched = EpollEvents.Control(_epoll, EPOLL_CTL_ADD, _listener, EPOLLIN, ListenerToken);

    private void AcceptAll()
    {
        byte* address = stackalloc byte[LinuxSocket.AddressBytes];
        for (int i = 0; i < AcceptsAtATime; i++)
        {
            uint size = LinuxSocket.AddressBytes;
            int descriptor = NativeMethods.Accept(_listener, address, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (descriptor < 0)
            {
                if (!CanGoOn(Marshal.GetLastPInvokeError()))
                {
                    return;
                }

                continue;
            }

            if (!_server.Clients.TryEnter(_server.Options.MaxClients))
            {
                Refuse(descriptor);
                continue;
            }

            LinuxSocket.SetOption(descriptor, IPPROTO_TCP, TCP_NODELAY);
            LinuxSocket.SetKeepAlive(descriptor);
            Add(descriptor, LinuxSocket.EndPointOf(address, size).ToString());
            if (OpenFiles.IsLast(descriptor))
            {
                Pause(OpenFiles.Cause);
                return;
            }
        }
    }

    // True if the next connection can be accepted at once.
    private bool CanGoOn(int error)
    {
        if (error is not (EMFILE or ENFILE or ENOBUFS or ENOMEM or EBADF or EINVAL))
        {
            // All others are errors of the one connection, which is gone.
            return error != EAGAIN;
        }

        // Mostly too many open files.
        Pause(Marshal.GetPInvokeErrorMessage(error));
        return false;
    }

    // The listener would be ready all the time. It is looked at again at a sweep.
    private void Pause(string cause)
    {
        ServerLog.AcceptFailed(_server.Logger, cause);
        EpollEvents.Control(_epoll, EPOLL_CTL_DEL, _listener, 0, ListenerToken);
        _isListenerWatched = false;
    }

    private void Refuse(int descriptor)
    {
        ServerLog.Refused(_server.Logger, _server.Clients.Count);
        fixed (byte* error = "-ERR max number of clients reached\r\n"u8)
        {
            _ = NativeMethods.Send(descriptor, error, (nuint)"-ERR max number of clients reached\r\n"u8.Length, MSG_NOSIGNAL);
        }

        _ = NativeMethods.Close(descriptor);
    }

    private void Add(int descriptor, string address)
    {
        int slot = _freeSlots.TryPop(out int free) ? free : _connections.Count;
        if (slot == _connections.Count)
        {
            _connections.Add(null);
        }

        EpollConnection connection = new(this, slot, descriptor);
        connection.Session = new RespSession(_server, connection, address) { LocalAddress = _localAddress };
        connection.Watched = EPOLLIN;
        _connections[slot] = connection;
        _open++;
        if (!EpollEvents.Control(_epoll, EPOLL_CTL_ADD, descriptor, EPOLLIN, (ulong)slot))
        {
            connection.Session.CloseAfterReply(LinuxSocket.LastError());
            Close(connection);
        }
    }

    private void Sweep()
    {
        if (_listener >= 0 && !_isListenerWatched && OpenFiles.HasRoom())
        {
            WatchListener();
        }

        long limit = Environment.TickCount64 - (long)_server.Options.StallTimeout.TotalMilliseconds;
        foreach (EpollConnection? connection in _connections)
        {
            if (connection is not { IsClosed: false } || connection.MovedAt >= limit)
            {
                continue;
            }

            if (connection.Pending is not null)
            {
                CutOff(connection, "it takes no replies (StallTimeout)");
            }
            else if (connection.Step == SessionStep.NeedsInput && connection.Session.HasPartialCommand)
            {
                CutOff(connection, "the rest of a command did not come (StallTimeout)");
            }
        }
    }

    private bool ContinueStop()
    {
        if (_stopDeadline == long.MaxValue)
        {
            _stopDeadline = Environment.TickCount64 + Volatile.Read(ref _stopMilliseconds);
            _ = NativeMethods.Close(_listener);
            _listener = -1;
        }

        // What has arrived is answered; a connection that has no more is closed.
        for (int i = 0; i < _connections.Count; i++)
        {
            if (_connections[i] is { IsClosed: false, Pending: null, Step: SessionStep.NeedsInput } connection && !ReceiveOnce(connection))
            {
                Close(connection);
            }
        }

        return Environment.TickCount64 >= _stopDeadline;
    }

    private void CloseAll()
    {
        foreach (EpollConnection? connection in _connections)
        {
            if (connection is { IsClosed: false })
            {
                connection.Session.CloseAfterReply("the server stopped");
                Close(connection);
            }
        }
    }

    private void CutOff(EpollConnection connection, string reason)
    {
        connection.Session.CloseAfterReply(reason);
        ServerLog.CutOff(_server.Logger, connection.Session.Id, connection.Session.Address, reason);
        Close(connection);
    }

    private void Close(EpollConnection connection)
    {
        connection.IsClosed = true;
        _ = NativeMethods.Close(connection.Descriptor);
        connection.Pending?.Dispose();
        connection.Session.Dispose();
        _server.Clients.Leave();
        _closedSlots.Add(connection.Slot);
        _open--;
    }
}
