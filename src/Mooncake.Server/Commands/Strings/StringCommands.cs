namespace Mooncake.Server.Commands.Strings;

/// <summary>The commands of this folder.</summary>
internal static unsafe class StringCommands
{
    /// <summary>The commands.</summary>
    internal static Command[] All { get; } =
    [
        new("get", 2, CommandFlags.ReadOnly | CommandFlags.Fast, EngineCalls.Get, &GetCommand.Run)
        {
            Group = "string",
            Since = "1.0.0",
            Summary = "Returns the value of a key",
            Keys = CommandKeys.One,
        },
        new("set", -3, CommandFlags.Write | CommandFlags.DenyOom, EngineCalls.Replace, &SetCommand.Run)
        {
            Group = "string",
            Since = "1.0.0",
            Summary = "Sets the value of a key",
            Keys = CommandKeys.One,
        },
        new("mget", -2, CommandFlags.ReadOnly | CommandFlags.Fast, EngineCalls.Get, &MGetCommand.Run)
        {
            Group = "string",
            Since = "1.0.0",
            Summary = "Returns the values of keys",
            Keys = new(1, -1, 1),
        },
        new("mset", -3, CommandFlags.Write | CommandFlags.DenyOom, EngineCalls.Replace, &MSetCommand.Run)
        {
            Group = "string",
            Since = "1.0.1",
            Summary = "Sets the values of keys",
            Keys = new(1, -1, 2),
        },
        new("msetnx", -3, CommandFlags.Write | CommandFlags.DenyOom, EngineCalls.OnLane, &MSetNxCommand.Run)
        {
            Group = "string",
            Since = "1.0.1",
            Summary = "Sets the values of keys if none of them exists",
            Keys = new(1, -1, 2),
        },
        new("setnx", 3, CommandFlags.Write | CommandFlags.DenyOom | CommandFlags.Fast, EngineCalls.OnLane, &SetNxCommand.Run)
        {
            Group = "string",
            Since = "1.0.0",
            Summary = "Sets the value of a key if it does not exist",
            Keys = CommandKeys.One,
        },
        new("setex", 4, CommandFlags.Write | CommandFlags.DenyOom, EngineCalls.OnLane, &SetExCommand.Run)
        {
            Group = "string",
            Since = "2.0.0",
            Summary = "Sets the value and the expiry of a key in seconds",
            Keys = CommandKeys.One,
        },
        new("psetex", 4, CommandFlags.Write | CommandFlags.DenyOom, EngineCalls.OnLane, &SetExCommand.RunMilliseconds)
        {
            Group = "string",
            Since = "2.6.0",
            Summary = "Sets the value and the expiry of a key in milliseconds",
            Keys = CommandKeys.One,
        },
        new("getset", 3, CommandFlags.Write | CommandFlags.DenyOom | CommandFlags.Fast, EngineCalls.OnLane, &GetSetCommand.Run)
        {
            Group = "string",
            Since = "1.0.0",
            Summary = "Sets the value of a key and returns the previous one",
            Keys = CommandKeys.One,
        },
        new("getdel", 2, CommandFlags.Write | CommandFlags.Fast, EngineCalls.OnLane, &GetDelCommand.Run)
        {
            Group = "string",
            Since = "6.2.0",
            Summary = "Returns the value of a key and deletes the key",
            Keys = CommandKeys.One,
        },
        new("getex", -2, CommandFlags.Write | CommandFlags.Fast, EngineCalls.OnLane, &GetExCommand.Run)
        {
            Group = "string",
            Since = "6.2.0",
            Summary = "Returns the value of a key and sets its expiry",
            Keys = CommandKeys.One,
        },
        new("getrange", 4, CommandFlags.ReadOnly, EngineCalls.OnLane, &GetRangeCommand.Run)
        {
            Group = "string",
            Since = "2.4.0",
            Summary = "Returns part of the value of a key",
            Keys = CommandKeys.One,
        },
        new("strlen", 2, CommandFlags.ReadOnly | CommandFlags.Fast, EngineCalls.OnLane, &StrLenCommand.Run)
        {
            Group = "string",
            Since = "2.2.0",
            Summary = "Returns the length of the value of a key",
            Keys = CommandKeys.One,
        },
        new("append", 3, CommandFlags.Write | CommandFlags.DenyOom | CommandFlags.Fast, EngineCalls.OnLane, &AppendCommand.Run)
        {
            Group = "string",
            Since = "2.0.0",
            Summary = "Appends to the value of a key",
            Keys = CommandKeys.One,
        },
        new("setrange", 4, CommandFlags.Write | CommandFlags.DenyOom, EngineCalls.OnLane, &SetRangeCommand.Run)
        {
            Group = "string",
            Since = "2.2.0",
            Summary = "Overwrites part of the value of a key",
            Keys = CommandKeys.One,
        },
        new("incr", 2, CommandFlags.Write | CommandFlags.DenyOom | CommandFlags.Fast, EngineCalls.OnLane, &IncrementCommand.Run)
        {
            Group = "string",
            Since = "1.0.0",
            Summary = "Adds one to the integer of a key",
            Keys = CommandKeys.One,
        },
        new("decr", 2, CommandFlags.Write | CommandFlags.DenyOom | CommandFlags.Fast, EngineCalls.OnLane, &IncrementCommand.RunDecrement)
        {
            Group = "string",
            Since = "1.0.0",
            Summary = "Subtracts one from the integer of a key",
            Keys = CommandKeys.One,
        },
        new("incrby", 3, CommandFlags.Write | CommandFlags.DenyOom | CommandFlags.Fast, EngineCalls.OnLane, &IncrementCommand.RunBy)
        {
            Group = "string",
            Since = "1.0.0",
            Summary = "Adds to the integer of a key",
            Keys = CommandKeys.One,
        },
        new("decrby", 3, CommandFlags.Write | CommandFlags.DenyOom | CommandFlags.Fast, EngineCalls.OnLane,
            &IncrementCommand.RunDecrementBy)
        {
            Group = "string",
            Since = "1.0.0",
            Summary = "Subtracts from the integer of a key",
            Keys = CommandKeys.One,
        },
        new("incrbyfloat", 3, CommandFlags.Write | CommandFlags.DenyOom | CommandFlags.Fast, EngineCalls.OnLane,
            &IncrementByFloatCommand.Run)
        {
            Group = "string",
            Since = "2.6.0",
            Summary = "Adds to the number of a key",
            Keys = CommandKeys.One,
        },
    ];
}
