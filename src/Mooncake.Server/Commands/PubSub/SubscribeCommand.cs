namespace Mooncake.Server.Commands.PubSub;

/// <summary>SUBSCRIBE, PSUBSCRIBE, UNSUBSCRIBE and PUNSUBSCRIBE.</summary>
internal static class SubscribeCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call) => Subscribe(call, isPattern: false);

    /// <summary>Carries PSUBSCRIBE out.</summary>
    internal static void RunPattern(CommandContext call) => Subscribe(call, isPattern: true);

    /// <summary>Carries UNSUBSCRIBE out.</summary>
    internal static void RunEnd(CommandContext call) => Unsubscribe(call, isPattern: false);

    /// <summary>Carries PUNSUBSCRIBE out.</summary>
    internal static void RunPatternEnd(CommandContext call) => Unsubscribe(call, isPattern: true);

    private static void Subscribe(CommandContext call, bool isPattern)
    {
        for (int i = 1; i < call.Count; i++)
        {
            call.Session.Subscribe(call[i], isPattern);
            Confirm(call, isPattern ? "psubscribe"u8 : "subscribe"u8, call[i], hasName: true);
        }
    }

    private static void Unsubscribe(CommandContext call, bool isPattern)
    {
        ReadOnlySpan<byte> kind = isPattern ? "punsubscribe"u8 : "unsubscribe"u8;
        for (int i = 1; i < call.Count; i++)
        {
            call.Session.Unsubscribe(call[i], isPattern);
            Confirm(call, kind, call[i], hasName: true);
        }

        if (call.Count > 1)
        {
            return;
        }

        byte[][] all = call.Session.SubscriptionsOf(isPattern);
        foreach (byte[] name in all)
        {
            call.Session.Unsubscribe(name, isPattern);
            Confirm(call, kind, name, hasName: true);
        }

        if (all.Length == 0)
        {
            Confirm(call, kind, default, hasName: false);
        }
    }

    private static void Confirm(CommandContext call, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> name, bool hasName)
    {
        call.Reply.Push(3);
        call.Reply.Bulk(kind);
        if (hasName)
        {
            call.Reply.Bulk(name);
        }
        else
        {
            call.Reply.Null();
        }

        call.Reply.Integer(call.Session.SubscriptionCount);
    }
}
