using System.Text;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Tests.Support;

/// <summary>A session with nothing around it: bytes in, bytes out.</summary>
internal sealed unsafe class SessionHost : ISessionHost, IDisposable
{
    private readonly SessionThread _thread;
    private readonly bool _ownsThread;
    private readonly SemaphoreSlim _woken = new(0);

    /// <summary>Connects a client.</summary>
    /// <param name="server">The server.</param>
    /// <param name="thread">The thread that serves it, which stays the caller's; null for one of its own.</param>
    internal SessionHost(ServerState server, SessionThread? thread = null)
    {
        _ownsThread = thread is null;
        _thread = thread ?? new SessionThread(server);
        Session = new RespSession(server, this, "127.0.0.1:1") { LocalAddress = "127.0.0.1:2" };
    }

    internal RespSession Session { get; }

    internal SessionStep Step { get; private set; }

    internal int Wakes { get; private set; }

    /// <inheritdoc/>
    public void Wake()
    {
        Wakes++;
        _woken.Release();
    }

    /// <summary>Hands bytes over, and returns the replies once the session needs more.</summary>
    internal byte[] Send(ReadOnlySpan<byte> bytes)
    {
        using MemoryStream replies = new();
        byte[] copy = bytes.ToArray();
        fixed (byte* data = copy)
        {
            Step = Session.Process(_thread, data, copy.Length);
        }

        TakeReplies(replies);
        while (Step is SessionStep.OutputFull or SessionStep.Waiting)
        {
            if (Step == SessionStep.Waiting)
            {
                Assert.True(_woken.Wait(TimeSpan.FromSeconds(30)));
            }

            Step = Session.Process(_thread, null, 0);
            TakeReplies(replies);
        }

        return replies.ToArray();
    }

    /// <summary>Waits for a wake-up, and returns the replies that follow it.</summary>
    internal string WaitForReply()
    {
        Assert.True(_woken.Wait(TimeSpan.FromSeconds(30)));
        return Send("");
    }

    /// <summary>Sends text, one character a byte, and returns the replies as text.</summary>
    internal string Send(string text) => Encoding.Latin1.GetString(Send(Encoding.Latin1.GetBytes(text)));

    /// <summary>Sends a command of words, and returns its reply as text.</summary>
    internal string Command(params string[] arguments) => Send(Frames.Of(arguments));

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Dispose();
        if (_ownsThread)
        {
            _thread.Dispose();
        }

        _woken.Dispose();
    }

    private void TakeReplies(MemoryStream replies)
    {
        replies.Write(_thread.Reply.Bytes);
        _thread.Reply.Clear();
    }
}
