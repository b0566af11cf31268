using System.Diagnostics;
using Mooncake.Server.Commands;
using Mooncake.Server.Observability;
using Mooncake.Server.Protocol;

namespace Mooncake.Server.Sessions;

/// <summary>
/// One connection without its I/O: takes the bytes of a client, carries out the commands in them, and writes the replies. Synchronous, and
/// used by one thread at a time.
/// </summary>
internal sealed unsafe partial class RespSession : IDisposable
{
    /// <summary>Replies of a batch are sent when there are as many bytes, before further commands run.</summary>
    internal const int BatchReplyBytes = 1 << 20;

    /// <summary>Memory that a connection keeps for the beginning of a command, in bytes.</summary>
    private const int KeptBytes = 1024;

    private readonly ISessionHost _host;
    private readonly RespParser _parser = new();
    private readonly NativeBuffer _held = new();
    private ParseLimits _limits;
    private readonly long _ticksPerMicrosecond = Math.Max(Stopwatch.Frequency / 1_000_000, 1);
    private volatile bool _isKilled;
    private bool _isClosing;

    /// <summary>Begins a connection.</summary>
    /// <param name="server">What the server's connections share.</param>
    /// <param name="host">The connection.</param>
    /// <param name="address">The client's address and port.</param>
    internal RespSession(ServerState server, ISessionHost host, string address)
    {
        Server = server;
        _host = host;
        Address = address;
        Id = server.Clients.NextId();
        IsAuthenticated = server.Password is null;
        server.Clients.Add(this);
        ServerLog.Connected(server.Logger, Id, address);
    }

    /// <summary>What the server's connections share.</summary>
    internal ServerState Server { get; }

    /// <summary>True if a command has arrived in part.</summary>
    internal bool HasPartialCommand => _held.Length > 0;

    /// <summary>True if the connection is to end without further replies.</summary>
    internal bool IsKilled => _isKilled;

    /// <summary>Bytes that have arrived and were not carried out.</summary>
    internal nint HeldBytes => _held.Length;

    /// <summary>Why the connection ends, for the log.</summary>
    internal string CloseReason { get; private set; } = "the client closed the connection";

    /// <summary>Takes bytes of the client, and carries out the commands that are complete.</summary>
    /// <param name="thread">What the thread's sessions share. The replies are in it afterwards.</param>
    /// <param name="data">The bytes, which the session may change; null if there are none.</param>
    /// <param name="length">How many; 0 to go on after <see cref="SessionStep.OutputFull"/> or a wake-up.</param>
    /// <returns>What is needed next. Further bytes may be handed over in every state but the last.</returns>
    internal SessionStep Process(SessionThread thread, byte* data, int length)
    {
        thread.Reply.IsResp3 = IsResp3;
        thread.Counts.AddIn(length);
        if (_isKilled)
        {
            return End("it was killed");
        }

        if (_work is not null && !TryFinishWork(thread))
        {
            return Hold(data, length) ? SessionStep.Waiting : End("it sent more than MaxQueryBytes");
        }

        DeliverMessages(thread.Reply);
        if (_held.Length == 0)
        {
            return Run(thread, data, length, isHeld: false);
        }

        return Hold(data, length) ? Run(thread, _held.Start, (int)_held.Length, isHeld: true) : End("it sent more than MaxQueryBytes");
    }

    /// <summary>Ends the connection soon. May be called from any thread.</summary>
    internal void Kill()
    {
        _isKilled = true;
        _host.Wake();
    }

    /// <summary>Ends the connection when the reply of the command that runs has been sent.</summary>
    internal void CloseAfterReply(string reason)
    {
        _isClosing = true;
        CloseReason = reason;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        UnsubscribeAll();
        Server.Clients.Remove(this);
        ServerLog.Disconnected(Server.Logger, Id, Address, CloseReason);
        _held.Dispose();
    }

    private SessionStep Run(SessionThread thread, byte* data, int length, bool isHeld)
    {
        int consumed = 0;
        int lookedAt = 0;
        SessionStep step = SessionStep.NeedsInput;
        thread.BeginBatch();
        while (step == SessionStep.NeedsInput)
        {
            ParseStatus status = _parser.Parse(data + consumed, length - consumed, in _limits);
            if (status != ParseStatus.Complete)
            {
                step = status == ParseStatus.Malformed ? Malformed(thread.Reply) : step;
                break;
            }

            int frameLength = _parser.Position;
            if (_parser.Count > 0)
            {
                step = Execute(thread, data + consumed, length - consumed, ref frameLength);
            }

            consumed += frameLength;
            _parser.Next();
            if (lookedAt-- == 0 && consumed < length && thread.Call.Lookahead is { } lookahead)
            {
                // What follows in a pipeline is mostly the same command.
                bool isRead = LastCommand is { } last && (last.Flags & CommandFlags.ReadOnly) != 0;
                lookedAt = lookahead.Prefetch(data + consumed, length - consumed, isRead);
            }

            if (thread.Reply.Length >= BatchReplyBytes && step == SessionStep.NeedsInput)
            {
                step = SessionStep.OutputFull;
            }
        }

        if (step == SessionStep.Closing || thread.Reply.HasOverflowed)
        {
            return step == SessionStep.Closing ? step : End("its replies exceeded MaxReplyBytes");
        }

        return Keep(data, length, consumed, isHeld) ? step : End("it sent more than MaxQueryBytes");
    }

    private bool Keep(byte* data, int length, int consumed, bool isHeld)
    {
        if (isHeld)
        {
            _held.RemoveStart(consumed);
        }
        else if (!Hold(data + consumed, length - consumed))
        {
            return false;
        }

        if (_held.Length == 0)
        {
            _held.Clear(KeptBytes);
        }

        return true;
    }

    private bool Hold(byte* data, int length)
    {
        if (_held.Length + length > Server.Options.MaxQueryBytes)
        {
            return false;
        }

        if (length > 0)
        {
            _held.Append(data, length);
        }

        return true;
    }

    private SessionStep Malformed(ReplyWriter reply)
    {
        reply.Error("ERR Protocol error: " + _parser.Fault);
        CloseReason = "it broke the protocol";
        return SessionStep.Closing;
    }

    private SessionStep End(string reason)
    {
        CloseReason = reason;
        ServerLog.CutOff(Server.Logger, Id, Address, reason);
        return SessionStep.Closing;
    }
}
