using System.Text;
using Mooncake.Server.Protocol;

namespace Mooncake.Server.Commands.Administration;

/// <summary>COMMAND, COMMAND COUNT, INFO, DOCS and LIST: the commands of this server.</summary>
internal static class CommandCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (call.Count > 1)
        {
            Subcommand.Run(call);
            return;
        }

        call.Reply.Array(CommandTable.Server.All.Count);
        foreach (Command command in CommandTable.Server.All)
        {
            WriteInfo(call.Reply, command);
        }
    }

    /// <summary>Carries COMMAND COUNT out.</summary>
    internal static void RunCount(CommandContext call) => call.Reply.Integer(CommandTable.Server.All.Count);

    /// <summary>Carries COMMAND LIST out.</summary>
    internal static void RunList(CommandContext call)
    {
        if (call.Count > 2)
        {
            call.SyntaxError();
            return;
        }

        call.Reply.Array(CommandTable.Server.All.Count);
        foreach (Command command in CommandTable.Server.All)
        {
            call.Reply.Bulk(command.NameBytes);
        }
    }

    /// <summary>Carries COMMAND INFO out.</summary>
    internal static void RunInfo(CommandContext call)
    {
        IReadOnlyList<Command?> commands = Asked(call);
        call.Reply.Array(commands.Count);
        foreach (Command? command in commands)
        {
            if (call.Reply.HasOverflowed)
            {
                return;
            }

            if (command is null)
            {
                call.Reply.Null();
            }
            else
            {
                WriteInfo(call.Reply, command);
            }
        }
    }

    /// <summary>Carries COMMAND DOCS out.</summary>
    internal static void RunDocs(CommandContext call)
    {
        Command[] commands = [.. Asked(call).OfType<Command>()];
        call.Reply.Map(commands.Length);
        foreach (Command command in commands)
        {
            if (call.Reply.HasOverflowed)
            {
                return;
            }

            call.Reply.Bulk(command.NameBytes);
            call.Reply.Map(3);
            call.Reply.Bulk("summary"u8);
            call.Reply.Bulk(command.Summary);
            call.Reply.Bulk("since"u8);
            call.Reply.Bulk(command.Since);
            call.Reply.Bulk("group"u8);
            call.Reply.Bulk(command.Group);
        }
    }

    private static IReadOnlyList<Command?> Asked(CommandContext call)
    {
        if (call.Count == 2)
        {
            return CommandTable.Server.All;
        }

        List<Command?> commands = [];
        for (int i = 2; i < call.Count; i++)
        {
            CommandTable.Server.TryFind(call[i], out Command? command);
            commands.Add(command);
        }

        return commands;
    }

    private static void WriteInfo(ReplyWriter reply, Command command)
    {
        reply.Array(10);
        reply.Bulk(command.NameBytes);
        reply.Integer(command.Arity);
        string[] flags = [.. Names.Where(name => command.Flags.HasFlag(name.Flag)).Select(static name => name.Text)];
        reply.Set(flags.Length);
        foreach (string flag in flags)
        {
            reply.Simple(Encoding.ASCII.GetBytes(flag));
        }

        reply.Integer(command.Keys.First);
        reply.Integer(command.Keys.Last);
        reply.Integer(command.Keys.Step);

        // Categories, hints and places of keys beyond the three numbers are not given; subcommands are.
        reply.Set(0);
        reply.Array(0);
        reply.Array(0);
        IReadOnlyList<Command> subcommands = command.Subcommands?.All ?? [];
        reply.Array(subcommands.Count);
        foreach (Command subcommand in subcommands)
        {
            WriteInfo(reply, subcommand);
        }
    }

    private static (CommandFlags Flag, string Text)[] Names { get; } =
    [
        (CommandFlags.Write, "write"),
        (CommandFlags.ReadOnly, "readonly"),
        (CommandFlags.DenyOom, "denyoom"),
        (CommandFlags.Admin, "admin"),
        (CommandFlags.PubSub, "pubsub"),
        (CommandFlags.NoAuth, "no_auth"),
        (CommandFlags.Fast, "fast"),
    ];
}
