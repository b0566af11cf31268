namespace Mooncake.Server.Commands.Connection;

/// <summary>RESET: the connection as it began.</summary>
internal static class ResetCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        call.Session.Reset(call.Reply);
        call.Reply.Simple("RESET"u8);
    }
}
