using System.Buffers;
using System.Net.Sockets;
using Mooncake.Server.Observability;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Transports.Sockets;

/// <summary>One connection over a stream. Its session runs on threads of the pool, one at a time.</summary>
internal sealed class SocketConnection : ISessionHost, IDisposable
{
    private const int ReceiveBytes = 64 << 10;

    private readonly ServerState _server;
    private readonly SessionThreads _threads;
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly RespSession _session;
    private byte[] _buffer = [];
    private byte[] _replies = [];
    private int _replyLength;
    private volatile bool _isStopping;
    private volatile bool _isTaking;

    /// <summary>Begins a connection.</summary>
    internal SocketConnection(ServerState server, SessionThreads threads, Socket socket, Stream stream)
    {
        _socket = socket;
        _server = server;
        _threads = threads;
        _stream = stream;
        _session = new RespSession(server, this, $"{socket.RemoteEndPoint}") { LocalAddress = $"{socket.LocalEndPoint}" };
    }

    /// <inheritdoc/>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken already.
        }
    }

    /// <summary>Lets the connection end when what has arrived is answered.</summary>
    internal void BeginStop()
    {
        _isStopping = true;
        Wake();
    }

    /// <summary>Ends the connection now.</summary>
    internal void Abort() => _ending.Cancel();

    /// <summary>Notes that a limit ended the connection.</summary>
    internal void CutOff(string reason)
    {
        _session.CloseAfterReply(reason);
        ServerLog.CutOff(_server.Logger, _session.Id, _session.Address, reason);
    }

    /// <summary>Notes that the connection ended in a way that nobody expected, mostly for want of memory.</summary>
    internal void Fail(Exception exception) => ServerLog.Failed(_server.Logger, _session.Id, _session.Address, exception);

    /// <summary>Moves bytes until the connection ends.</summary>
    internal async Task RunAsync()
    {
        Task<int>? receiving = null;
        Task waking = _wake.WaitAsync(_ending.Token);
        SessionStep step = SessionStep.NeedsInput;
        try
        {
            while (step != SessionStep.Closing)
            {
                int length = 0;
                if (step == SessionStep.NeedsInput)
                {
                    receiving ??= ReceiveAsync();
                    Task first = receiving.IsCompleted ? receiving : await WhenAnyAsync(receiving, waking).ConfigureAwait(false);
                    if (first == receiving)
                    {
                        length = await receiving.ConfigureAwait(false);
                        receiving = null;
                        _isTaking = false;
                        if (length == 0)
                        {
                            return;
                        }
                    }
                }
                else if (step == SessionStep.Waiting)
                {
                    await waking.ConfigureAwait(false);
                }

                if (waking.IsCompletedSuccessfully)
                {
                    waking = _wake.WaitAsync(_ending.Token);
                }

                step = Process(length);
                await SendAsync().ConfigureAwait(false);
                if (_isStopping && step == SessionStep.NeedsInput && !HasArrived(receiving ??= ReceiveAsync()))
                {
                    _session.CloseAfterReply("the server stopped");
                    return;
                }
            }
        }
        finally
        {
            await EndReceivingAsync(receiving).ConfigureAwait(false);
            ReturnBuffer();

            // Not returned: where sending failed, it may go on for a moment, and another connection must not write into what is sent.
            _replies = [];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Not the semaphore and the source of the token: another thread may be about to wake or abort the connection. Neither holds
        // anything but memory.
        _session.Dispose();
        _stream.Dispose();
    }

    private async Task<Task> WhenAnyAsync(Task<int> receiving, Task waking)
    {
        if (!_session.HasPartialCommand)
        {
            return await Task.WhenAny(receiving, waking).ConfigureAwait(false);
        }

        using CancellationTokenSource stall = new();
        Task delay = Task.Delay(_server.Options.StallTimeout, stall.Token);
        Task first = await Task.WhenAny(receiving, waking, delay).ConfigureAwait(false);
        await stall.CancelAsync().ConfigureAwait(false);
        return first == delay ? throw new TimeoutException("the rest of a command did not come (StallTimeout)") : first;
    }

    // A connection that waits for its client has no buffer: it takes one when there is something to read.
    private async Task<int> ReceiveAsync()
    {
        await _stream.ReadAsync(Memory<byte>.Empty, _ending.Token).ConfigureAwait(false);
        _buffer = ArrayPool<byte>.Shared.Rent(ReceiveBytes);
        _isTaking = true;
        return await _stream.ReadAsync(_buffer.AsMemory(0, ReceiveBytes), _ending.Token).ConfigureAwait(false);
    }

    // Bytes are with the system, or on their way from there to the buffer, or in it. Looked at in this order, none are missed.
    private bool HasArrived(Task<int> receiving) => _socket.Available > 0 || _isTaking || receiving.IsCompleted;

    private void ReturnBuffer()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private unsafe SessionStep Process(int length)
    {
        SessionThread thread = _threads.Take();
        try
        {
            fixed (byte* data = _buffer)
            {
                SessionStep step = _session.Process(thread, length == 0 ? null : data, length);
                _replyLength = checked((int)thread.Reply.Length);
                if (_replies.Length < _replyLength)
                {
                    ArrayPool<byte>.Shared.Return(_replies);
                    _replies = [];
                    _replies = ArrayPool<byte>.Shared.Rent(_replyLength);
                }

                thread.Reply.Bytes.CopyTo(_replies);
                thread.Counts.AddOut(_replyLength);
                return step;
            }
        }
        finally
        {
            _threads.Return(thread);
            if (length > 0)
            {
                ReturnBuffer();
            }
        }
    }

    private async Task SendAsync()
    {
        // In pieces, so that the timeout is one of progress.
        for (int at = 0; at < _replyLength; at += ReceiveBytes)
        {
            ValueTask sending = _stream.WriteAsync(_replies.AsMemory(at, Math.Min(ReceiveBytes, _replyLength - at)), _ending.Token);
            if (sending.IsCompletedSuccessfully)
            {
                continue;
            }

            try
            {
                await sending.AsTask().WaitAsync(_server.Options.StallTimeout).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException("it takes no replies (StallTimeout)");
            }
        }

        if (_replyLength > 0)
        {
            await _stream.FlushAsync(_ending.Token).ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(_replies);
            _replies = [];
        }
    }

    // The buffer is given back only when nobody writes to it any more.
    private async Task EndReceivingAsync(Task<int>? receiving)
    {
        if (receiving is null)
        {
            return;
        }

        await _ending.CancelAsync().ConfigureAwait(false);
        await ((Task)receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
