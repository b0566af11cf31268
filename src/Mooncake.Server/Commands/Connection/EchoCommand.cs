namespace Mooncake.Server.Commands.Connection;

/// <summary>ECHO message.</summary>
internal static class EchoCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call) => call.Reply.Bulk(call[1]);
}
