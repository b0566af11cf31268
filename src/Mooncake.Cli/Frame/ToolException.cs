namespace Mooncake.Cli.Frame;

/// <summary>Ends a command with a message and an exit code.</summary>
/// <param name="code">The exit code.</param>
/// <param name="message">What failed, on what, and what to do.</param>
internal sealed class ToolException(ExitCode code, string message) : Exception(message)
{
    /// <summary>The exit code.</summary>
    internal ExitCode Code { get; } = code;
}
