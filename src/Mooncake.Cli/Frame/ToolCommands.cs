namespace Mooncake.Cli.Frame;

/// <summary>The list of commands, in the order in which the help shows them.</summary>
internal static class ToolCommands
{
    /// <summary>Creates every command.</summary>
    internal static IEnumerable<ToolCommand> Create() =>
    [
        new Doctor.DoctorCommand(),
        new Stores.PingCommand(),
        new Stores.DescribeCommand(),
        new Objects.ListCommand(),
        new Objects.ExistsCommand(),
        new Objects.StatCommand(),
        new Objects.WhereCommand(),
        new Objects.GetCommand(),
        new Objects.PutCommand(),
        new Objects.RemoveCommand(),
        new Decoding.DecodeCommand(),
        new Objects.CopyCommand(),
        new Durable.VerifyCommand(),
        new Durable.CheckpointCommand(),
        new Durable.CompactCommand(),
        new Bench.BenchCommand(),
        new Replay.ReplayCommand(),
        new Hitrate.HitrateCommand(),
        new Top.TopCommand(),
        new Serve.ServeCommand(),
        new Completion.CompletionCommand(),
    ];
}
