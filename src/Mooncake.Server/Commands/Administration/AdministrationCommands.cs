namespace Mooncake.Server.Commands.Administration;

/// <summary>The commands of this folder.</summary>
internal static unsafe class AdministrationCommands
{
    /// <summary>The commands.</summary>
    internal static Command[] All { get; } =
    [
        new("info", -1, CommandFlags.None, EngineCalls.OnLane, &InfoCommand.Run)
        {
            Group = "server",
            Since = "1.0.0",
            Summary = "Returns what the server is and has done",
        },
        new("time", 1, CommandFlags.Fast, EngineCalls.None, &TimeCommand.Run)
        {
            Group = "server",
            Since = "2.6.0",
            Summary = "Returns the time",
        },
        new("dbsize", 1, CommandFlags.ReadOnly | CommandFlags.Fast, EngineCalls.OnLane, &DatabaseSizeCommand.Run)
        {
            Group = "server",
            Since = "1.0.0",
            Summary = "Returns the number of keys",
        },
        new("flushdb", -1, CommandFlags.Write, EngineCalls.OnLane, &FlushCommand.Run)
        {
            Group = "server",
            Since = "1.0.0",
            Summary = "Removes all keys",
        },
        new("flushall", -1, CommandFlags.Write, EngineCalls.OnLane, &FlushCommand.Run)
        {
            Group = "server",
            Since = "1.0.0",
            Summary = "Removes all keys",
        },
        new("config", -2, CommandFlags.None, EngineCalls.None, &Subcommand.Run)
        {
            Group = "server",
            Since = "2.0.0",
            Summary = "A container of commands about settings",
            Subcommands = ConfigSubcommands,
        },
        new("command", -1, CommandFlags.None, EngineCalls.None, &CommandCommand.Run)
        {
            Group = "server",
            Since = "2.8.13",
            Summary = "Returns what is known about commands",
            Subcommands = CommandSubcommands,
        },
        new("slowlog", -2, CommandFlags.None, EngineCalls.None, &Subcommand.Run)
        {
            Group = "server",
            Since = "2.2.12",
            Summary = "A container of commands about slow commands",
            Subcommands = SlowLogSubcommands,
        },
    ];

    private static CommandTable ConfigSubcommands => new(
    [
        new("config|get", -3, CommandFlags.Admin, EngineCalls.None, &ConfigCommand.RunGet)
        {
            Group = "server",
            Since = "2.0.0",
            Summary = "Returns settings",
        },
        new("config|set", -4, CommandFlags.Admin, EngineCalls.None, &ConfigCommand.RunSet)
        {
            Group = "server",
            Since = "2.0.0",
            Summary = "Changes settings",
        },
        new("config|resetstat", 2, CommandFlags.Admin, EngineCalls.None, &ConfigCommand.RunResetStatistics)
        {
            Group = "server",
            Since = "2.0.0",
            Summary = "Accepted without an effect",
        },
    ]);

    private static CommandTable CommandSubcommands => new(
    [
        new("command|count", 2, CommandFlags.None, EngineCalls.None, &CommandCommand.RunCount)
        {
            Group = "server",
            Since = "2.8.13",
            Summary = "Counts the commands",
        },
        new("command|docs", -2, CommandFlags.None, EngineCalls.None, &CommandCommand.RunDocs)
        {
            Group = "server",
            Since = "7.0.0",
            Summary = "Says what commands do",
        },
        new("command|info", -2, CommandFlags.None, EngineCalls.None, &CommandCommand.RunInfo)
        {
            Group = "server",
            Since = "2.8.13",
            Summary = "Returns arity, flags and keys of commands",
        },
        new("command|list", -2, CommandFlags.None, EngineCalls.None, &CommandCommand.RunList)
        {
            Group = "server",
            Since = "7.0.0",
            Summary = "Lists the names of the commands",
        },
    ]);

    private static CommandTable SlowLogSubcommands => new(
    [
        new("slowlog|get", -2, CommandFlags.Admin, EngineCalls.None, &SlowLogCommand.RunGet)
        {
            Group = "server",
            Since = "2.2.12",
            Summary = "Returns slow commands",
        },
        new("slowlog|len", 2, CommandFlags.Admin, EngineCalls.None, &SlowLogCommand.RunLength)
        {
            Group = "server",
            Since = "2.2.12",
            Summary = "Counts the slow commands that are kept",
        },
        new("slowlog|reset", 2, CommandFlags.Admin, EngineCalls.None, &SlowLogCommand.RunReset)
        {
            Group = "server",
            Since = "2.2.12",
            Summary = "Forgets the slow commands",
        },
    ]);
}
