using System.Text;

namespace Mooncake.Server.Commands;

/// <summary>Commands whose second word says what they do.</summary>
internal static class Subcommand
{
    private const int QuotedBytes = 128;

    /// <summary>Finds the subcommand and carries it out.</summary>
    internal static void Run(CommandContext call)
    {
        string parent = call.Command.Name;
        if (call.Is(1, "help"u8) && call.Count == 2)
        {
            Help(call);
        }
        else if (!call.Command.Subcommands!.TryFind(call[1], out Command? command))
        {
            ReadOnlySpan<byte> name = call[1][..Math.Min(call[1].Length, QuotedBytes)];
            call.Reply.Error($"ERR unknown subcommand '{Encoding.Latin1.GetString(name)}'. Try {parent.ToUpperInvariant()} HELP.");
        }
        else if (!command.Takes(call.Count))
        {
            call.Reply.Error($"ERR wrong number of arguments for '{command.Name}' command");
        }
        else
        {
            call.Command = command;
            call.Session.LastCommand = command;
            command.Run(call);
        }
    }

    private static void Help(CommandContext call)
    {
        IReadOnlyList<Command> commands = call.Command.Subcommands!.All;
        call.Reply.Array(1 + (commands.Count * 2));
        call.Reply.Simple(Encoding.ASCII.GetBytes($"{call.Command.Name.ToUpperInvariant()} <subcommand> [<arg> ...]. Subcommands are:"));
        foreach (Command command in commands)
        {
            call.Reply.Simple(
                Encoding.ASCII.GetBytes(command.Name[(command.Name.IndexOf('|', StringComparison.Ordinal) + 1)..].ToUpperInvariant()));
            call.Reply.Simple(Encoding.ASCII.GetBytes("    " + command.Summary + "."));
        }
    }
}
