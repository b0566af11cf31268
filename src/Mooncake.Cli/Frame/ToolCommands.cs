namespace Mooncake.Cli.Frame;

/// <summary>The list of commands, in the order in which the help shows them.</summary>
internal static class ToolCommands
{
    /// <summary>Creates every command.</summary>
    internal static IEnumerable<ToolCommand> Create() =>
    [
        new Stores.PingCommand(),
        new Bench.BenchCommand(),
        new Replay.ReplayCommand(),
    ];
}
