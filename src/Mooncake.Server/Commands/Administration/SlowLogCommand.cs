using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Commands.Administration;

/// <summary>SLOWLOG GET, LEN and RESET: commands that took long.</summary>
internal static class SlowLogCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void RunGet(CommandContext call)
    {
        long count = 10;
        if (call.Count > 3)
        {
            call.SubcommandSyntaxError();
            return;
        }

        if (call.Count == 3 && (!RespNumber.TryParse(call[2], out count) || count < -1))
        {
            call.Reply.Error("ERR count should be greater than or equal to -1"u8);
            return;
        }

        IReadOnlyList<SlowCommand> commands = call.Server.SlowLog.Newest(count);
        call.Reply.Array(commands.Count);
        foreach (SlowCommand command in commands)
        {
            call.Reply.Array(6);
            call.Reply.Integer(command.Id);
            call.Reply.Integer(command.Time);
            call.Reply.Integer(command.Microseconds);
            call.Reply.Array(command.Arguments.Count);
            foreach (string argument in command.Arguments)
            {
                call.Reply.Bulk(argument);
            }

            call.Reply.Bulk(command.Address);
            call.Reply.Bulk(command.ClientName);
        }
    }

    /// <summary>Carries SLOWLOG LEN out.</summary>
    internal static void RunLength(CommandContext call) => call.Reply.Integer(call.Server.SlowLog.Count);

    /// <summary>Carries SLOWLOG RESET out.</summary>
    internal static void RunReset(CommandContext call)
    {
        call.Server.SlowLog.Reset();
        call.Reply.Ok();
    }
}
