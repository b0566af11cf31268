using System.CommandLine;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Frame;

/// <summary>A command of the tool.</summary>
internal abstract class ToolCommand : Command
{
    /// <summary>Declares a command.</summary>
    /// <param name="name">The word that the user types.</param>
    /// <param name="description">What the command does, in one sentence or a few.</param>
    /// <param name="hasJson">Whether the command can write its result as JSON.</param>
    protected ToolCommand(string name, string description, bool hasJson = true)
        : base(name, description)
    {
        if (hasJson)
        {
            Options.Add(Json);
        }

        SetAction(InvokeAsync);
    }

    /// <summary>The option for output that programs read.</summary>
    internal static Option<bool> Json { get; } = new("--json")
    {
        Description = "Write JSON, one document per line.",
    };

    /// <summary>Command lines that show the usual ways to use the command, without the program's name. In help and documents.</summary>
    internal virtual IReadOnlyList<string> Examples => [];

    /// <summary>Does the work.</summary>
    /// <param name="run">Arguments, output and cancellation.</param>
    protected abstract Task<ExitCode> RunAsync(ToolRun run);

    /// <summary>Reports that standard output could not be written.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="host">The process around the tool.</param>
    internal static ExitCode ReportFailureOfOutput(IOException exception, ToolHost host)
    {
        if (exception is OutputClosedException)
        {
            // The reader, such as head, has what it wanted.
            return ExitCode.Done;
        }

        host.Error.WriteLine($"{Tool.Name}: {Printable.Of(exception.Message)}");
        return ExitCode.Failed;
    }

    private async Task<int> InvokeAsync(ParseResult arguments, CancellationToken cancellation)
    {
        ToolInvocation invocation = (ToolInvocation)arguments.InvocationConfiguration;
        ToolRun run = new(arguments, invocation, cancellation);
        try
        {
            ExitCode code = await RunAsync(run);
            run.Output.Flush();
            return (int)code;
        }
        catch (ToolException exception)
        {
            return Report(run, exception.Code, exception.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (int)ExitCode.Interrupted;
        }
        catch (IOException exception)
        {
            return (int)ReportFailureOfOutput(exception, invocation.Host);
        }
        catch (Exception exception) when (exception is StoreException or UnauthorizedAccessException)
        {
            return Report(run, ExitCode.Failed, exception.Message);
        }
#pragma warning disable CA1031 // The border to the user: a fault of the tool is a message and an exit code, not a crash with a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Report(run, ExitCode.Failed, $"This is a fault of the tool: {exception.GetType().Name}: {exception.Message}");
        }
    }

    private static int Report(ToolRun run, ExitCode code, string message)
    {
        try
        {
            // What the command has found before it failed comes first.
            run.Output.Flush();
        }
        catch (IOException)
        {
            // The failure of the command is the one to report.
        }

        run.Output.Warn(message);
        return (int)code;
    }
}
