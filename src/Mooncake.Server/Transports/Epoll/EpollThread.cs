using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Mooncake.Server.Sessions;
using static Mooncake.Server.Transports.Epoll.LinuxConstants;

namespace Mooncake.Server.Transports.Epoll;

/// <summary>A thread with its own listening socket and connections. It shares nothing with others that a GET or a SET needs.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The thread itself frees everything when it ends.")]
internal sealed unsafe partial class EpollThread
{
    private const int ReceiveBytes = 64 << 10;
    private const int SweepMilliseconds = 1000;
    private const ulong ListenerToken = ulong.MaxValue;
    private const ulong WakeToken = ulong.MaxValue - 1;

    [ThreadStatic]
    private static ServerState? _currentServer;

    private readonly ServerState _server;
    private readonly SessionThread _resources;
    private readonly ConcurrentQueue<EpollConnection> _woken = new();
    private readonly List<EpollConnection?> _connections = [];
    private readonly Stack<int> _freeSlots = new();
    private readonly List<int> _closedSlots = [];
    private readonly EpollEvents _events = new(256);
    private readonly byte* _receiveBuffer = (byte*)NativeMemory.Alloc(ReceiveBytes + 16);
    private readonly Lock _wakeLock = new();
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _epoll;
    private readonly int _wakeEvent;
    private readonly string _localAddress;
    private int _listener;
    private bool _isListenerWatched;
    private long _stopMilliseconds = -1;
    private long _stopDeadline = long.MaxValue;
    private int _open;
    private bool _isReleased;

    /// <summary>Takes a listening socket over, also if it throws.</summary>
    /// <exception cref="InvalidOperationException">The system gives no further descriptors.</exception>
    internal EpollThread(ServerState server, int listener, string localAddress)
    {
        _server = server;
        _listener = listener;
        _localAddress = localAddress;
        _resources = new SessionThread(server);
        _epoll = NativeMethods.CreateEpoll(EPOLL_CLOEXEC);
        _wakeEvent = NativeMethods.CreateEvent(0, EFD_NONBLOCK | EFD_CLOEXEC);
        if (_epoll < 0 || _wakeEvent < 0 || !EpollEvents.Control(_epoll, EPOLL_CTL_ADD, _wakeEvent, EPOLLIN, WakeToken) || !WatchListener())
        {
            string error = LinuxSocket.LastError();
            Release();
            throw new InvalidOperationException(error);
        }
    }

    /// <summary>The server whose connections the current thread serves, or null.</summary>
    internal static ServerState? CurrentServer => _currentServer;

    /// <summary>Completes when the thread has ended, with the connections that were cut off.</summary>
    internal Task<int> Ended => _ended.Task;

    /// <summary>Starts the thread.</summary>
    /// <param name="index">Its number, for its name.</param>
    internal void Start(int index) => new Thread(() => Run(index)) { IsBackground = true, Name = $"Mooncake server {index}" }.Start();

    /// <summary>Lets a connection's session run soon. May be called from any thread.</summary>
    internal void Wake(EpollConnection connection)
    {
        _woken.Enqueue(connection);
        SignalWake();
    }

    /// <summary>Accepts no more connections, answers what has arrived, and ends the thread.</summary>
    internal void BeginStop(TimeSpan timeout)
    {
        Volatile.Write(ref _stopMilliseconds, (long)timeout.TotalMilliseconds);
        SignalWake();
    }

    private void SignalWake()
    {
        // A session that waits for an engine may end after the thread: its signal must not reach another file of the same number.
        lock (_wakeLock)
        {
            ulong one = 1;
            _ = _isReleased ? 0 : NativeMethods.Write(_wakeEvent, &one, sizeof(ulong));
        }
    }

    private void Run(int index)
    {
        int cut = 0;
        try
        {
            _currentServer = _server;
            _server.Options.ThreadStarted?.Invoke(index);
            long nextSweep = Environment.TickCount64 + SweepMilliseconds;
            while (_stopDeadline == long.MaxValue || _open > 0)
            {
                int count = NativeMethods.WaitEpoll(
                    _epoll, _events.Start, _events.Capacity, _stopDeadline == long.MaxValue ? SweepMilliseconds : 20);
                for (int i = 0; i < count; i++)
                {
                    Handle(_events.TokenOf(i), _events.KindOf(i));
                }

                RunWoken();
                ReuseSlots();
                if (Environment.TickCount64 >= nextSweep)
                {
                    Sweep();
                    nextSweep = Environment.TickCount64 + SweepMilliseconds;
                }

                if (Volatile.Read(ref _stopMilliseconds) >= 0 && ContinueStop())
                {
                    break;
                }
            }

            cut = _open;
            End();
            _ended.SetResult(cut);
        }
        catch (Exception exception)
        {
            // Nothing but a lack of memory is expected here. Clients must see the end, and a waiting stop must learn of it.
            End();
            _ended.SetException(exception);
        }
    }

    private void End()
    {
        CloseAll();
        Release();
        _currentServer = null;
    }

    private void Handle(ulong token, uint kind)
    {
        if (token == ListenerToken)
        {
            AcceptAll();
        }
        else if (token == WakeToken)
        {
            ulong count;
            _ = NativeMethods.Read(_wakeEvent, &count, sizeof(ulong));
        }
        else if (_connections[(int)token] is { IsClosed: false } connection)
        {
            HandleConnection(connection, kind);
        }
    }

    private void RunWoken()
    {
        // As many as there are now: a session may wake another one.
        for (int i = _woken.Count; i > 0 && _woken.TryDequeue(out EpollConnection? connection); i--)
        {
            connection.TakeWake();
            if (connection.IsClosed)
            {
                continue;
            }

            if (connection.Pending is null)
            {
                Continue(connection);
            }
            else if (connection.Session.IsKilled)
            {
                // It takes no replies, so it would not see the end of them.
                connection.Session.CloseAfterReply("it was killed");
                Close(connection);
            }
        }
    }

    // A slot that was closed may still have an event in the batch at hand.
    private void ReuseSlots()
    {
        foreach (int slot in _closedSlots)
        {
            _connections[slot] = null;
            _freeSlots.Push(slot);
        }

        _closedSlots.Clear();
    }

    private void Release()
    {
        lock (_wakeLock)
        {
            _isReleased = true;
            CloseIfOpen(_wakeEvent);
        }

        CloseIfOpen(_epoll);
        CloseIfOpen(_listener);
        _resources.Dispose();
        _events.Dispose();
        NativeMemory.Free(_receiveBuffer);
    }

    private static void CloseIfOpen(int descriptor) => _ = descriptor >= 0 ? NativeMethods.Close(descriptor) : 0;
}
