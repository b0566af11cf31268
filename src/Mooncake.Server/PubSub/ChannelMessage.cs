namespace Mooncake.Server.PubSub;

/// <summary>A published message on its way to a subscriber.</summary>
/// <param name="Pattern">The pattern that the channel matches, or null if the channel itself was subscribed to.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Payload">The message.</param>
internal sealed record ChannelMessage(byte[]? Pattern, byte[] Channel, byte[] Payload)
{
    /// <summary>What the message costs while it waits, in bytes, about.</summary>
    internal int Cost => Channel.Length + Payload.Length + (Pattern?.Length ?? 0) + 64;
}
