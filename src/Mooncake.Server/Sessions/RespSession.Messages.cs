using Mooncake.Server.Observability;
using Mooncake.Server.Protocol;
using Mooncake.Server.PubSub;

namespace Mooncake.Server.Sessions;

/// <content>Subscriptions, and the messages that wait to be sent.</content>
internal sealed unsafe partial class RespSession
{
    private readonly Lock _inbox = new();
    private readonly HashSet<byte[]> _channels = new(BytesComparer.Instance);
    private readonly HashSet<byte[]> _patterns = new(BytesComparer.Instance);
    private List<ChannelMessage>? _messages;
    private long _messageBytes;

    /// <summary>Channels and patterns that the client is subscribed to.</summary>
    internal int SubscriptionCount => _channels.Count + _patterns.Count;

    /// <summary>Subscribes to a channel or a pattern.</summary>
    internal void Subscribe(ReadOnlySpan<byte> name, bool isPattern)
    {
        byte[] bytes = name.ToArray();
        if ((isPattern ? _patterns : _channels).Add(bytes))
        {
            Server.Channels.Add(bytes, isPattern, this);
        }
    }

    /// <summary>Ends a subscription, if there is one.</summary>
    internal void Unsubscribe(ReadOnlySpan<byte> name, bool isPattern)
    {
        byte[] bytes = name.ToArray();
        if ((isPattern ? _patterns : _channels).Remove(bytes))
        {
            Server.Channels.Remove(bytes, isPattern, this);
        }
    }

    /// <summary>The channels or patterns that the client is subscribed to.</summary>
    internal byte[][] SubscriptionsOf(bool isPattern) => [.. isPattern ? _patterns : _channels];

    /// <summary>Ends all subscriptions.</summary>
    internal void UnsubscribeAll()
    {
        foreach (bool isPattern in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (byte[] name in SubscriptionsOf(isPattern))
            {
                Unsubscribe(name, isPattern);
            }
        }
    }

    /// <summary>Takes a message for the client. May be called from any thread. A client with too many of them is disconnected.</summary>
    internal void Post(ChannelMessage message)
    {
        lock (_inbox)
        {
            if (_isKilled)
            {
                return;
            }

            _messageBytes += message.Cost;
            if (_messageBytes > Server.Options.MaxMessageBytes)
            {
                ServerLog.CutOff(Server.Logger, Id, Address, "messages for it exceeded MaxMessageBytes");
                _messages = null;
                _isKilled = true;
            }
            else
            {
                (_messages ??= []).Add(message);
                if (_messages.Count > 1)
                {
                    // The first one woke the host.
                    return;
                }
            }
        }

        _host.Wake();
    }

    /// <summary>Writes a message that answers no command.</summary>
    internal static void WriteMessage(ReplyWriter reply, ChannelMessage message)
    {
        reply.Push(message.Pattern is null ? 3 : 4);
        if (message.Pattern is { } pattern)
        {
            reply.Bulk("pmessage"u8);
            reply.Bulk(pattern);
        }
        else
        {
            reply.Bulk("message"u8);
        }

        reply.Bulk(message.Channel);
        reply.Bulk(message.Payload);
    }

    private void DeliverMessages(ReplyWriter reply)
    {
        if (_messages is null)
        {
            return;
        }

        List<ChannelMessage>? messages;
        lock (_inbox)
        {
            messages = _messages;
            _messages = null;
            _messageBytes = 0;
        }

        foreach (ChannelMessage message in messages ?? [])
        {
            WriteMessage(reply, message);
        }
    }
}
