namespace Mooncake.Cli.Frame;

/// <summary>What the program returns to the shell. Scripts depend on the numbers, so they never change.</summary>
internal enum ExitCode
{
    /// <summary>The command did what it should.</summary>
    Done = 0,

    /// <summary>The store, a file or a check failed.</summary>
    Failed = 1,

    /// <summary>The arguments or the connection string are wrong.</summary>
    Usage = 2,

    /// <summary>A key has no object.</summary>
    NotFound = 3,

    /// <summary>The store cannot be opened, or does not respond.</summary>
    CannotConnect = 4,

    /// <summary>Ctrl+C or SIGTERM ended the command.</summary>
    Interrupted = 130,
}
