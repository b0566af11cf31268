using System.CommandLine;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Frame;

/// <summary>What a command gets to do its work.</summary>
internal sealed class ToolRun
{
    private readonly ParseResult _arguments;

    /// <summary>Describes one run of a command.</summary>
    /// <param name="arguments">The parsed arguments.</param>
    /// <param name="invocation">The run of the tool.</param>
    /// <param name="cancellation">Requested by Ctrl+C and SIGTERM.</param>
    internal ToolRun(ParseResult arguments, ToolInvocation invocation, CancellationToken cancellation)
    {
        _arguments = arguments;
        Host = invocation.Host;
        Output = new ToolOutput(invocation);
        Cancellation = cancellation;
    }

    /// <summary>The process around the tool.</summary>
    internal ToolHost Host { get; }

    /// <summary>Where results go.</summary>
    internal ToolOutput Output { get; }

    /// <summary>Requested by Ctrl+C and SIGTERM.</summary>
    internal CancellationToken Cancellation { get; }

    /// <summary>Whether the caller asked for JSON.</summary>
    internal bool IsJson => _arguments.GetValue(ToolCommand.Json);

    /// <summary>The value of an option.</summary>
    /// <param name="option">An option of the command.</param>
    internal T? Get<T>(Option<T> option) => _arguments.GetValue(option);

    /// <summary>The value of an argument.</summary>
    /// <param name="argument">An argument of the command.</param>
    internal T Get<T>(Argument<T> argument) => _arguments.GetValue(argument)!;

    /// <summary>Whether the caller gave the option.</summary>
    /// <param name="option">An option of the command.</param>
    internal bool Has(Option option) => _arguments.GetResult(option) is { Implicit: false };

    /// <summary>Ends the command if a result is failed.</summary>
    /// <param name="result">The result.</param>
    /// <exception cref="ToolException">The result is failed.</exception>
    internal static void Require(StoreResult result)
    {
        if (result.Error is { } error)
        {
            throw new ToolException(ExitCode.Failed, error.Message);
        }
    }

    /// <summary>The value of a result; ends the command if it is failed or missing.</summary>
    /// <param name="result">The result.</param>
    /// <param name="key">The key, for the message about a missing object.</param>
    /// <exception cref="ToolException">The result is failed or missing.</exception>
    internal static T Require<T>(StoreResult<T> result, string? key = null) =>
        result.TryGetValue(out T? value, out StoreError? error) ? value
        : error is not null ? throw new ToolException(ExitCode.Failed, error.Message)
        : throw new ToolException(ExitCode.NotFound, $"No object has the key '{Printable.Of(key ?? "")}'.");

    /// <summary>The value of a result, or null if it is missing; ends the command if it is failed.</summary>
    /// <param name="result">The result.</param>
    /// <exception cref="ToolException">The result is failed.</exception>
    internal static T? RequireOrNull<T>(StoreResult<T> result)
        where T : class =>
        result.TryGetValue(out T? value, out StoreError? error) ? value
        : error is null ? null
        : throw new ToolException(ExitCode.Failed, error.Message);
}
