using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.PubSub;

/// <summary>Channels and patterns, with the connections that are subscribed to them. Safe from any thread.</summary>
internal sealed class PubSubHub
{
    private readonly Lock _lock = new();
    private readonly Dictionary<byte[], HashSet<RespSession>> _channels = new(BytesComparer.Instance);
    private readonly Dictionary<byte[], HashSet<RespSession>> _patterns = new(BytesComparer.Instance);

    /// <summary>Channels that somebody is subscribed to.</summary>
    internal int ChannelCount
    {
        get
        {
            lock (_lock)
            {
                return _channels.Count;
            }
        }
    }

    /// <summary>Patterns that somebody is subscribed to.</summary>
    internal int PatternCount
    {
        get
        {
            lock (_lock)
            {
                return _patterns.Count;
            }
        }
    }

    /// <summary>The channels that match a pattern.</summary>
    /// <param name="pattern">The pattern, or null for all channels.</param>
    internal byte[][] ChannelsLike(byte[]? pattern)
    {
        lock (_lock)
        {
            return [.. _channels.Keys.Where(channel => pattern is null || GlobPattern.IsMatch(pattern, channel))];
        }
    }

    /// <summary>How many connections are subscribed to a channel itself.</summary>
    internal int SubscribersOf(ReadOnlySpan<byte> channel)
    {
        lock (_lock)
        {
            return _channels.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(channel, out HashSet<RespSession>? subscribers)
                ? subscribers.Count : 0;
        }
    }

    /// <summary>Subscribes a connection.</summary>
    internal void Add(byte[] name, bool isPattern, RespSession session)
    {
        lock (_lock)
        {
            Dictionary<byte[], HashSet<RespSession>> table = isPattern ? _patterns : _channels;
            if (!table.TryGetValue(name, out HashSet<RespSession>? subscribers))
            {
                table[name] = subscribers = [];
            }

            subscribers.Add(session);
        }
    }

    /// <summary>Ends a subscription.</summary>
    internal void Remove(byte[] name, bool isPattern, RespSession session)
    {
        lock (_lock)
        {
            Dictionary<byte[], HashSet<RespSession>> table = isPattern ? _patterns : _channels;
            if (table.TryGetValue(name, out HashSet<RespSession>? subscribers) && subscribers.Remove(session) && subscribers.Count == 0)
            {
                table.Remove(name);
            }
        }
    }

    /// <summary>Sends a message to all subscribers of a channel.</summary>
    /// <returns>How many got it; a connection counts once for each of its subscriptions that match.</returns>
    internal int Publish(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> payload)
    {
        int count = 0;
        lock (_lock)
        {
            byte[]? name = null;
            byte[]? bytes = null;
            if (_channels.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(channel, out HashSet<RespSession>? subscribers))
            {
                ChannelMessage message = new(Pattern: null, name ??= channel.ToArray(), bytes ??= payload.ToArray());
                count += Send(message, subscribers);
            }

            foreach ((byte[] pattern, HashSet<RespSession> matching) in _patterns)
            {
                if (GlobPattern.IsMatch(pattern, channel))
                {
                    count += Send(new ChannelMessage(pattern, name ??= channel.ToArray(), bytes ??= payload.ToArray()), matching);
                }
            }
        }

        return count;
    }

    private static int Send(ChannelMessage message, HashSet<RespSession> subscribers)
    {
        foreach (RespSession subscriber in subscribers)
        {
            subscriber.Post(message);
        }

        return subscribers.Count;
    }
}
