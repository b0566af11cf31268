namespace Mooncake.Server.Commands.PubSub;

/// <summary>PUBLISH channel message: to the subscribers of this server.</summary>
internal static class PublishCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call) => call.Reply.Integer(call.Server.Channels.Publish(call[1], call[2]));
}
