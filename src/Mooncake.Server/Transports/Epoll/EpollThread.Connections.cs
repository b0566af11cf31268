using System.Runtime.InteropServices;
using Mooncake.Server.Observability;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;
using static Mooncake.Server.Transports.Epoll.LinuxConstants;

namespace Mooncake.Server.Transports.Epoll;

/// <content>Bytes of connections.</content>
internal sealed unsafe partial class EpollThread
{
    private void HandleConnection(EpollConnection connection, uint kind)
    {
        if (connection.Pending is not null)
        {
            if ((kind & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0 && SendPending(connection))
            {
                Continue(connection);
            }
        }
        else if (connection.Step == SessionStep.NeedsInput)
        {
            ReceiveOnce(connection);
        }
        else if ((kind & (EPOLLERR | EPOLLHUP)) != 0)
        {
            // Waits for an engine, and the client is gone.
            Close(connection);
        }
    }

    // False if nothing has arrived, or the connection was closed.
    private bool ReceiveOnce(EpollConnection connection)
    {
        nint count;
        int error = 0;
        do
        {
            count = NativeMethods.Receive(connection.Descriptor, _receiveBuffer, ReceiveBytes, 0);
            error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        while (error == EINTR);
        if (count > 0)
        {
            connection.MovedAt = Environment.TickCount64;
            Process(connection, _receiveBuffer, (int)count);
            return true;
        }

        if (error == EAGAIN)
        {
            return false;
        }

        Close(connection);
        return true;
    }

    private void Continue(EpollConnection connection)
    {
        if (connection.Step == SessionStep.Closing)
        {
            Close(connection);
        }
        else
        {
            Process(connection, null, 0);
        }
    }

    private void Process(EpollConnection connection, byte* data, int length)
    {
        try
        {
            do
            {
                connection.Step = connection.Session.Process(_resources, data, length);
                data = null;
                length = 0;
                if (!SendReplies(connection))
                {
                    return;
                }
            }
            while (connection.Step == SessionStep.OutputFull && connection.Pending is null);
        }
        catch (Exception exception)
        {
            // Mostly no memory. It ends this connection, and no other.
            _resources.Reply.Clear();
            ServerLog.Failed(_server.Logger, connection.Session.Id, connection.Session.Address, exception);
            if (!connection.IsClosed)
            {
                Close(connection);
            }

            return;
        }

        if (connection.Step == SessionStep.Closing && connection.Pending is null)
        {
            Close(connection);
        }
        else
        {
            Watch(connection);
        }
    }

    // False if the connection was closed.
    private bool SendReplies(EpollConnection connection)
    {
        ReplyWriter reply = _resources.Reply;
        if (reply.Length == 0)
        {
            return true;
        }

        nint sent = SendSome(connection, reply.Start, reply.Length);
        if (sent >= 0 && sent < reply.Length)
        {
            connection.Pending = new NativeBuffer();
            connection.Pending.Append(reply.Start + sent, reply.Length - sent);
        }

        reply.Clear();
        if (sent < 0)
        {
            Close(connection);
        }

        return sent >= 0;
    }

    // True if all was sent.
    private bool SendPending(EpollConnection connection)
    {
        NativeBuffer pending = connection.Pending!;
        nint sent = SendSome(connection, pending.Start, pending.Length);
        if (sent < 0)
        {
            Close(connection);
            return false;
        }

        if (sent < pending.Length)
        {
            pending.RemoveStart(sent);
            return false;
        }

        pending.Dispose();
        connection.Pending = null;
        return true;
    }

    // The bytes that the socket took, or -1.
    private nint SendSome(EpollConnection connection, byte* bytes, nint length)
    {
        nint total = 0;
        while (total < length)
        {
            nint sent = NativeMethods.Send(connection.Descriptor, bytes + total, (nuint)(length - total), MSG_NOSIGNAL);
            if (sent >= 0)
            {
                total += sent;
                connection.MovedAt = Environment.TickCount64;
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == EAGAIN)
            {
                break;
            }

            if (error != EINTR)
            {
                return -1;
            }
        }

        _resources.Counts.AddOut(total);
        return total;
    }

    private void Watch(EpollConnection connection)
    {
        uint kinds = connection.Pending is not null ? EPOLLOUT : connection.Step == SessionStep.NeedsInput ? EPOLLIN : 0;
        if (kinds == connection.Watched)
        {
            return;
        }

        connection.Watched = kinds;
        if (!EpollEvents.Control(_epoll, EPOLL_CTL_MOD, connection.Descriptor, kinds, (ulong)connection.Slot))
        {
            CutOff(connection, LinuxSocket.LastError());
        }
    }
}
