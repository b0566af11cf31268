namespace Mooncake.Server.Commands.Connection;

/// <summary>The commands of this folder.</summary>
internal static unsafe class ConnectionCommands
{
    /// <summary>The commands.</summary>
    internal static Command[] All { get; } =
    [
        new("ping", -1, CommandFlags.Fast | CommandFlags.WhileSubscribed, EngineCalls.None, &PingCommand.Run)
        {
            Group = "connection",
            Since = "1.0.0",
            Summary = "Returns PONG or a message",
        },
        new("echo", 2, CommandFlags.Fast, EngineCalls.None, &EchoCommand.Run)
        {
            Group = "connection",
            Since = "1.0.0",
            Summary = "Returns a message",
        },
        new("quit", -1, CommandFlags.Fast | CommandFlags.NoAuth | CommandFlags.WhileSubscribed, EngineCalls.None, &QuitCommand.Run)
        {
            Group = "connection",
            Since = "1.0.0",
            Summary = "Closes the connection",
        },
        new("select", 2, CommandFlags.Fast, EngineCalls.None, &SelectCommand.Run)
        {
            Group = "connection",
            Since = "1.0.0",
            Summary = "Selects a database; there is one",
        },
        new("reset", 1, CommandFlags.Fast | CommandFlags.NoAuth | CommandFlags.WhileSubscribed, EngineCalls.None, &ResetCommand.Run)
        {
            Group = "connection",
            Since = "6.2.0",
            Summary = "Resets the connection",
        },
        new("auth", -2, CommandFlags.Fast | CommandFlags.NoAuth | CommandFlags.Secret, EngineCalls.None, &AuthCommand.Run)
        {
            Group = "connection",
            Since = "1.0.0",
            Summary = "Authenticates the connection",
        },
        new("hello", -1, CommandFlags.Fast | CommandFlags.NoAuth | CommandFlags.Secret, EngineCalls.None, &HelloCommand.Run)
        {
            Group = "connection",
            Since = "6.0.0",
            Summary = "Chooses the version of the protocol",
        },
        new("client", -2, CommandFlags.None, EngineCalls.None, &Subcommand.Run)
        {
            Group = "connection",
            Since = "2.4.0",
            Summary = "A container of commands about connections",
            Subcommands = ClientSubcommands,
        },
    ];

    private static CommandTable ClientSubcommands => new(
    [
        new("client|setname", 3, CommandFlags.None, EngineCalls.None, &ClientNameCommand.RunSet)
        {
            Group = "connection",
            Since = "2.6.9",
            Summary = "Sets the connection's name",
        },
        new("client|getname", 2, CommandFlags.None, EngineCalls.None, &ClientNameCommand.RunGet)
        {
            Group = "connection",
            Since = "2.6.9",
            Summary = "Returns the connection's name",
        },
        new("client|setinfo", 4, CommandFlags.None, EngineCalls.None, &ClientNameCommand.RunSetInfo)
        {
            Group = "connection",
            Since = "7.2.0",
            Summary = "Sets what the client's library is",
        },
        new("client|id", 2, CommandFlags.None, EngineCalls.None, &ClientListCommand.RunId)
        {
            Group = "connection",
            Since = "5.0.0",
            Summary = "Returns the connection's number",
        },
        new("client|info", 2, CommandFlags.None, EngineCalls.None, &ClientListCommand.RunInfo)
        {
            Group = "connection",
            Since = "6.2.0",
            Summary = "Describes the connection",
        },
        new("client|list", -2, CommandFlags.Admin, EngineCalls.None, &ClientListCommand.Run)
        {
            Group = "connection",
            Since = "2.4.0",
            Summary = "Describes the open connections",
        },
        new("client|kill", -3, CommandFlags.Admin, EngineCalls.None, &ClientKillCommand.Run)
        {
            Group = "connection",
            Since = "2.4.0",
            Summary = "Ends connections",
        },
        new("client|no-evict", 3, CommandFlags.Admin, EngineCalls.None, &ClientModeCommand.RunNoEvict)
        {
            Group = "connection",
            Since = "7.0.0",
            Summary = "Accepted without an effect",
        },
        new("client|no-touch", 3, CommandFlags.None, EngineCalls.None, &ClientModeCommand.RunNoTouch)
        {
            Group = "connection",
            Since = "7.2.0",
            Summary = "Accepted without an effect",
        },
    ]);
}
