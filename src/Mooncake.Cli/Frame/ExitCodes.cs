namespace Mooncake.Cli.Frame;

/// <summary>What the exit codes mean, for help and documents.</summary>
internal static class ExitCodes
{
    /// <summary>The meaning in a sentence.</summary>
    /// <param name="code">The code.</param>
    internal static string Describe(this ExitCode code) => code switch
    {
        ExitCode.Done => "The command did what it should.",
        ExitCode.Failed => "The store, a file or a check failed.",
        ExitCode.Usage => "The arguments or the connection string are wrong.",
        ExitCode.NotFound => "A key has no object.",
        ExitCode.CannotConnect => "The store cannot be opened, or does not respond.",
        _ => "Ctrl+C or SIGTERM ended the command.",
    };
}
