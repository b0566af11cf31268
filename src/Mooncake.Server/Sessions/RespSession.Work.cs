using System.Diagnostics;
using Mooncake.Server.Batches;
using Mooncake.Server.Commands;
using Mooncake.Server.Protocol;

namespace Mooncake.Server.Sessions;

/// <content>Commands for an engine whose calls wait for something outside the process.</content>
internal sealed unsafe partial class RespSession
{
    private EngineWork? _work;
    private long _workBegan;

    /// <summary>Begins a command and the ones behind it that can share its calls.</summary>
    /// <param name="thread">What the thread's sessions share, with the command.</param>
    /// <param name="frame">Its frame, and what has arrived behind it.</param>
    /// <param name="available">Bytes from there on.</param>
    /// <param name="frameLength">The frame's length; changed to that of all frames that were taken.</param>
    private SessionStep StartWork(SessionThread thread, byte* frame, int available, ref int frameLength)
    {
        CommandContext call = thread.Call;
        EngineCalls calls = call.Command.Calls;
        if (KeyBatch.TryBegin(call) is { } batch)
        {
            while (TryParseAhead(call, frame + frameLength, available - frameLength, calls) && batch.TryAdd(call))
            {
                frameLength += _parser.Position;
                thread.Counts.AddCommand();
            }

            _work = batch;
        }
        else
        {
            _work = new LaneWork(call);
        }

        _workBegan = Stopwatch.GetTimestamp();
        _work.Start(Server.Engine, _host);
        return TryFinishWork(thread) ? SessionStep.NeedsInput : SessionStep.Waiting;
    }

    private bool TryFinishWork(SessionThread thread)
    {
        if (!_work!.IsDone)
        {
            return false;
        }

        _work.Finish(thread.Reply);
        thread.LastEnd = Stopwatch.GetTimestamp();
        thread.Counts.Latency.Add(thread.LastEnd - _workBegan);
        long microseconds = (thread.LastEnd - _workBegan) / _ticksPerMicrosecond;
        if ((ulong)microseconds >= (ulong)Server.Settings.SlowerThanMicroseconds)
        {
            Server.SlowLog.Add(this, Server.NowMilliseconds, _work.Describe(), microseconds);
        }

        _work = null;
        return true;
    }

    // A frame that is not taken is parsed again later. That finds the same: the bytes that became NULs are not looked at, but in a line of
    // words, which is why such lines are left out.
    private bool TryParseAhead(CommandContext call, byte* frame, int available, EngineCalls calls)
    {
        _parser.Next();
        if (available == 0 || *frame != (byte)'*' || _parser.Parse(frame, available, in _limits) != ParseStatus.Complete
            || _parser.Count == 0)
        {
            return false;
        }

        call.Begin(this, frame, _parser.Arguments, _parser.Count);
        bool isTaken = CommandTable.Server.TryFind(call[0], out Command? command) && command.Takes(call.Count) && command.Calls == calls;
        call.Command = isTaken ? command! : call.Command;
        return isTaken;
    }
}
