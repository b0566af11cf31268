namespace Mooncake.Server.Commands.Connection;

/// <summary>PING [message].</summary>
internal static class PingCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (call.Count > 2)
        {
            call.WrongArity();
        }
        else if (call.Session.SubscriptionCount > 0 && !call.Session.IsResp3)
        {
            call.Reply.Array(2);
            call.Reply.Bulk("pong"u8);
            call.Reply.Bulk(call.Count == 2 ? call[1] : default);
        }
        else if (call.Count == 2)
        {
            call.Reply.Bulk(call[1]);
        }
        else
        {
            call.Reply.Simple("PONG"u8);
        }
    }
}
