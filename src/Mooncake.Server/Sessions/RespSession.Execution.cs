using System.Diagnostics;
using System.Text;
using Mooncake.Server.Commands;
using Mooncake.Server.Observability;

namespace Mooncake.Server.Sessions;

/// <content>One command.</content>
internal sealed unsafe partial class RespSession
{
    /// <summary>How many bytes of its arguments the error about an unknown command quotes.</summary>
    private const int QuotedBytes = 128;

    /// <summary>The last command, for CLIENT LIST.</summary>
    internal Command? LastCommand { get; set; }

    /// <summary>Carries out the command that has been parsed.</summary>
    /// <param name="thread">What the thread's sessions share.</param>
    /// <param name="frame">The command's frame, and what has arrived behind it.</param>
    /// <param name="available">Bytes from there on.</param>
    /// <param name="frameLength">The frame's length; changed to that of all frames that were taken.</param>
    private SessionStep Execute(SessionThread thread, byte* frame, int available, ref int frameLength)
    {
        CommandContext call = thread.Call;
        call.Begin(this, frame, _parser.Arguments, _parser.Count);
        thread.Counts.AddCommand();
        if (!TryAccept(call, out Command? command))
        {
            return _isClosing ? SessionStep.Closing : SessionStep.NeedsInput;
        }

        call.Command = command;
        LastCommand = command;
        if (command.Calls != EngineCalls.None && !Server.Engine.IsDirect)
        {
            return StartWork(thread, frame, available, ref frameLength);
        }

        command.Run(call);

        // The end of a command is the beginning of the next: one look at the clock for each.
        long end = Stopwatch.GetTimestamp();
        long microseconds = (end - thread.LastEnd) / _ticksPerMicrosecond;
        thread.Counts.Latency.Add(end - thread.LastEnd);
        thread.LastEnd = end;
        if ((ulong)microseconds >= (ulong)Server.Settings.SlowerThanMicroseconds)
        {
            Server.SlowLog.Add(this, call.Now, SlowLog.Describe(call), microseconds);
        }

        return _isClosing ? SessionStep.Closing : SessionStep.NeedsInput;
    }

    /// <summary>Finds the command and checks that it may run; else the reply says why not.</summary>
    private bool TryAccept(CommandContext call, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Command? command)
    {
        if (!CommandTable.Server.TryFind(call[0], out command))
        {
            if (call.Is(0, "post"u8) || call.Is(0, "host:"u8))
            {
                // Ends the connection: the body of a request may hold commands that a web page made the browser send.
                CloseAfterReply("it speaks HTTP");
                ServerLog.CutOff(Server.Logger, Id, Address, CloseReason);
                return false;
            }

            call.Reply.Error(UnknownCommand(call));
            return false;
        }

        if (!command.Takes(call.Count))
        {
            call.Reply.Error($"ERR wrong number of arguments for '{command.Name}' command");
            return false;
        }

        if (!IsAuthenticated && (command.Flags & CommandFlags.NoAuth) == 0)
        {
            call.Reply.Error("NOAUTH Authentication required."u8);
            return false;
        }

        if (SubscriptionCount > 0 && !IsResp3 && (command.Flags & CommandFlags.WhileSubscribed) == 0)
        {
            call.Reply.Error(
                $"ERR Can't execute '{command.Name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET"
                + " are allowed in this context");
            return false;
        }

        return true;
    }

    private static string UnknownCommand(CommandContext call)
    {
        StringBuilder quoted = new();
        for (int i = 1; i < call.Count && quoted.Length < QuotedBytes; i++)
        {
            ReadOnlySpan<byte> argument = CString(call[i]);
            argument = argument[..Math.Min(argument.Length, QuotedBytes - quoted.Length)];
            quoted.Append('\'').Append(Encoding.Latin1.GetString(argument)).Append("' ");
        }

        ReadOnlySpan<byte> name = CString(call[0]);
        name = name[..Math.Min(name.Length, QuotedBytes)];
        return $"ERR unknown command '{Encoding.Latin1.GetString(name)}', with args beginning with: {quoted}";
    }

    // Redis quotes what a client sent up to its first NUL.
    private static ReadOnlySpan<byte> CString(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf((byte)0) is >= 0 and int end ? bytes[..end] : bytes;
}
