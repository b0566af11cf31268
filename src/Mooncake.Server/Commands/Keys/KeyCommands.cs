namespace Mooncake.Server.Commands.Keys;

/// <summary>The commands of this folder.</summary>
internal static unsafe class KeyCommands
{
    /// <summary>The commands.</summary>
    internal static Command[] All { get; } =
    [
        new("exists", -2, CommandFlags.ReadOnly | CommandFlags.Fast, EngineCalls.Exists, &ExistsCommand.Run)
        {
            Group = "generic",
            Since = "1.0.0",
            Summary = "Counts the keys that exist",
            Keys = new(1, -1, 1),
        },
        new("touch", -2, CommandFlags.ReadOnly | CommandFlags.Fast, EngineCalls.Exists, &ExistsCommand.Run)
        {
            Group = "generic",
            Since = "3.2.1",
            Summary = "Counts the keys that exist, and marks them as used",
            Keys = new(1, -1, 1),
        },
        new("del", -2, CommandFlags.Write, EngineCalls.Remove, &DeleteCommand.Run)
        {
            Group = "generic",
            Since = "1.0.0",
            Summary = "Deletes keys",
            Keys = new(1, -1, 1),
        },
        new("unlink", -2, CommandFlags.Write | CommandFlags.Fast, EngineCalls.Remove, &DeleteCommand.Run)
        {
            Group = "generic",
            Since = "4.0.0",
            Summary = "Deletes keys",
            Keys = new(1, -1, 1),
        },
        new("type", 2, CommandFlags.ReadOnly | CommandFlags.Fast, EngineCalls.Exists, &TypeCommand.Run)
        {
            Group = "generic",
            Since = "1.0.0",
            Summary = "Returns the type of a key",
            Keys = CommandKeys.One,
        },
        new("ttl", 2, CommandFlags.ReadOnly | CommandFlags.Fast, EngineCalls.OnLane, &TimeToLiveCommand.Run)
        {
            Group = "generic",
            Since = "1.0.0",
            Summary = "Returns the time to live of a key in seconds",
            Keys = CommandKeys.One,
        },
        new("pttl", 2, CommandFlags.ReadOnly | CommandFlags.Fast, EngineCalls.OnLane, &TimeToLiveCommand.RunMilliseconds)
        {
            Group = "generic",
            Since = "2.6.0",
            Summary = "Returns the time to live of a key in milliseconds",
            Keys = CommandKeys.One,
        },
        new("expiretime", 2, CommandFlags.ReadOnly | CommandFlags.Fast, EngineCalls.OnLane, &TimeToLiveCommand.RunTime)
        {
            Group = "generic",
            Since = "7.0.0",
            Summary = "Returns when a key expires in seconds",
            Keys = CommandKeys.One,
        },
        new("pexpiretime", 2, CommandFlags.ReadOnly | CommandFlags.Fast, EngineCalls.OnLane, &TimeToLiveCommand.RunTimeMilliseconds)
        {
            Group = "generic",
            Since = "7.0.0",
            Summary = "Returns when a key expires in milliseconds",
            Keys = CommandKeys.One,
        },
        new("expire", -3, CommandFlags.Write | CommandFlags.Fast, EngineCalls.OnLane, &ExpireCommand.Run)
        {
            Group = "generic",
            Since = "1.0.0",
            Summary = "Sets the time to live of a key in seconds",
            Keys = CommandKeys.One,
        },
        new("pexpire", -3, CommandFlags.Write | CommandFlags.Fast, EngineCalls.OnLane, &ExpireCommand.RunMilliseconds)
        {
            Group = "generic",
            Since = "2.6.0",
            Summary = "Sets the time to live of a key in milliseconds",
            Keys = CommandKeys.One,
        },
        new("expireat", -3, CommandFlags.Write | CommandFlags.Fast, EngineCalls.OnLane, &ExpireCommand.RunAt)
        {
            Group = "generic",
            Since = "1.2.0",
            Summary = "Sets when a key expires in seconds",
            Keys = CommandKeys.One,
        },
        new("pexpireat", -3, CommandFlags.Write | CommandFlags.Fast, EngineCalls.OnLane, &ExpireCommand.RunAtMilliseconds)
        {
            Group = "generic",
            Since = "2.6.0",
            Summary = "Sets when a key expires in milliseconds",
            Keys = CommandKeys.One,
        },
        new("persist", 2, CommandFlags.Write | CommandFlags.Fast, EngineCalls.OnLane, &PersistCommand.Run)
        {
            Group = "generic",
            Since = "2.2.0",
            Summary = "Removes the expiry of a key",
            Keys = CommandKeys.One,
        },
        new("scan", -2, CommandFlags.ReadOnly, EngineCalls.OnLane, &ScanCommand.Run)
        {
            Group = "generic",
            Since = "2.8.0",
            Summary = "Lists keys, some at a time",
        },
        new("keys", 2, CommandFlags.ReadOnly, EngineCalls.OnLane, &KeysCommand.Run)
        {
            Group = "generic",
            Since = "1.0.0",
            Summary = "Lists the keys that match a pattern",
        },
        new("randomkey", 1, CommandFlags.ReadOnly, EngineCalls.OnLane, &RandomKeyCommand.Run)
        {
            Group = "generic",
            Since = "1.0.0",
            Summary = "Returns a random key",
        },
        new("rename", 3, CommandFlags.Write, EngineCalls.OnLane, &RenameCommand.Run)
        {
            Group = "generic",
            Since = "1.0.0",
            Summary = "Renames a key",
            Keys = new(1, 2, 1),
        },
        new("renamenx", 3, CommandFlags.Write | CommandFlags.Fast, EngineCalls.OnLane, &RenameCommand.RunIfAbsent)
        {
            Group = "generic",
            Since = "1.0.0",
            Summary = "Renames a key if the new one does not exist",
            Keys = new(1, 2, 1),
        },
        new("copy", -3, CommandFlags.Write | CommandFlags.DenyOom, EngineCalls.OnLane, &CopyCommand.Run)
        {
            Group = "generic",
            Since = "6.2.0",
            Summary = "Copies the value of a key to another key",
            Keys = new(1, 2, 1),
        },
        new("object", -2, CommandFlags.None, EngineCalls.OnLane, &Subcommand.Run)
        {
            Group = "generic",
            Since = "2.2.3",
            Summary = "A container of commands about objects",
            Subcommands = ObjectSubcommands,
        },
        new("memory", -2, CommandFlags.None, EngineCalls.OnLane, &Subcommand.Run)
        {
            Group = "server",
            Since = "4.0.0",
            Summary = "A container of commands about memory",
            Subcommands = MemorySubcommands,
        },
    ];

    private static CommandTable ObjectSubcommands => new(
    [
        new("object|encoding", 3, CommandFlags.ReadOnly, EngineCalls.OnLane, &ObjectCommand.RunEncoding)
        {
            Group = "generic",
            Since = "2.2.3",
            Summary = "Returns the encoding that Redis would use",
            Keys = new(2, 2, 1),
        },
    ]);

    private static CommandTable MemorySubcommands => new(
    [
        new("memory|usage", -3, CommandFlags.ReadOnly, EngineCalls.OnLane, &MemoryCommand.RunUsage)
        {
            Group = "server",
            Since = "4.0.0",
            Summary = "Estimates the memory that a key uses",
            Keys = new(2, 2, 1),
        },
    ]);
}
