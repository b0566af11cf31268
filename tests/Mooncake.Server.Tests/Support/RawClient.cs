using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mooncake.Server.Tests.Support;

/// <summary>A connection that shows replies byte for byte.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket;
    private byte[] _buffer = new byte[1 << 16];
    private int _length;

    internal RawClient(int port)
    {
        _socket = new Socket(
            AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = 30_000,
            SendTimeout = 30_000
        };
        _socket.Connect(IPAddress.Loopback, port);
    }

    internal Socket Socket => _socket;

    /// <summary>Sends a command and returns its reply, one character a byte.</summary>
    internal string Command(params string[] arguments)
    {
        Send(Frames.BytesOf(arguments));
        return ReadReply();
    }

    internal void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    /// <summary>Reads one reply.</summary>
    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    internal string ReadReply()
    {
        int length;
        while ((length = Replies.LengthOfFirst(_buffer.AsSpan(0, _length))) == 0)
        {
            if (!ReadMore())
            {
                throw new EndOfStreamException();
            }
        }

        string reply = Encoding.Latin1.GetString(_buffer, 0, length);
        _length -= length;
        Array.Copy(_buffer, length, _buffer, 0, _length);
        return reply;
    }

    /// <summary>True if the server closes the connection, after whatever it still sends.</summary>
    internal bool IsClosedByServer()
    {
        try
        {
            while (ReadMore())
            {
                _length = 0;
            }

            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.ConnectionReset;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private bool ReadMore()
    {
        if (_length == _buffer.Length)
        {
            Array.Resize(ref _buffer, _length * 2);
        }

        int count = _socket.Receive(_buffer.AsSpan(_length));
        _length += count;
        return count > 0;
    }
}
