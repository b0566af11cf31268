namespace Mooncake.Server.Commands.PubSub;

/// <summary>PUBSUB CHANNELS, NUMSUB and NUMPAT: what is subscribed to.</summary>
internal static class PubSubCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void RunChannels(CommandContext call)
    {
        if (call.Count > 3)
        {
            call.SubcommandSyntaxError();
            return;
        }

        byte[][] channels = call.Server.Channels.ChannelsLike(call.Count == 3 ? call[2].ToArray() : null);
        call.Reply.Array(channels.Length);
        foreach (byte[] channel in channels)
        {
            call.Reply.Bulk(channel);
        }
    }

    /// <summary>Carries PUBSUB NUMSUB out.</summary>
    internal static void RunSubscribers(CommandContext call)
    {
        call.Reply.Array((call.Count - 2) * 2);
        for (int i = 2; i < call.Count; i++)
        {
            call.Reply.Bulk(call[i]);
            call.Reply.Integer(call.Server.Channels.SubscribersOf(call[i]));
        }
    }

    /// <summary>Carries PUBSUB NUMPAT out.</summary>
    internal static void RunPatterns(CommandContext call) => call.Reply.Integer(call.Server.Channels.PatternCount);
}
