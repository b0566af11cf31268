namespace Mooncake.Server.Commands.PubSub;

/// <summary>The commands of this folder.</summary>
internal static unsafe class PubSubCommands
{
    /// <summary>The commands.</summary>
    internal static Command[] All { get; } =
    [
        new("subscribe", -2, CommandFlags.PubSub | CommandFlags.WhileSubscribed, EngineCalls.None, &SubscribeCommand.Run)
        {
            Group = "pubsub",
            Since = "2.0.0",
            Summary = "Listens for messages of channels",
        },
        new("psubscribe", -2, CommandFlags.PubSub | CommandFlags.WhileSubscribed, EngineCalls.None, &SubscribeCommand.RunPattern)
        {
            Group = "pubsub",
            Since = "2.0.0",
            Summary = "Listens for messages of channels that match patterns",
        },
        new("unsubscribe", -1, CommandFlags.PubSub | CommandFlags.WhileSubscribed, EngineCalls.None, &SubscribeCommand.RunEnd)
        {
            Group = "pubsub",
            Since = "2.0.0",
            Summary = "Ends subscriptions to channels",
        },
        new("punsubscribe", -1, CommandFlags.PubSub | CommandFlags.WhileSubscribed, EngineCalls.None, &SubscribeCommand.RunPatternEnd)
        {
            Group = "pubsub",
            Since = "2.0.0",
            Summary = "Ends subscriptions to patterns",
        },
        new("publish", 3, CommandFlags.PubSub | CommandFlags.Fast, EngineCalls.None, &PublishCommand.Run)
        {
            Group = "pubsub",
            Since = "2.0.0",
            Summary = "Sends a message to a channel",
        },
        new("pubsub", -2, CommandFlags.None, EngineCalls.None, &Subcommand.Run)
        {
            Group = "pubsub",
            Since = "2.8.0",
            Summary = "A container of commands about channels",
            Subcommands = PubSubSubcommands,
        },
    ];

    private static CommandTable PubSubSubcommands => new(
    [
        new("pubsub|channels", -2, CommandFlags.PubSub, EngineCalls.None, &PubSubCommand.RunChannels)
        {
            Group = "pubsub",
            Since = "2.8.0",
            Summary = "Lists the channels that have subscribers",
        },
        new("pubsub|numsub", -2, CommandFlags.PubSub, EngineCalls.None, &PubSubCommand.RunSubscribers)
        {
            Group = "pubsub",
            Since = "2.8.0",
            Summary = "Counts the subscribers of channels",
        },
        new("pubsub|numpat", 2, CommandFlags.PubSub, EngineCalls.None, &PubSubCommand.RunPatterns)
        {
            Group = "pubsub",
            Since = "2.8.0",
            Summary = "Counts the patterns that have subscribers",
        },
    ]);
}
