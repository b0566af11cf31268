namespace Mooncake.Server.Commands.Connection;

/// <summary>QUIT: closes the connection after the reply.</summary>
internal static class QuitCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        call.Reply.Ok();
        call.Session.CloseAfterReply("the client quit");
    }
}
