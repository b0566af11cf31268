using System.CommandLine;
using System.CommandLine.Invocation;

namespace Mooncake.Cli.Frame;

// How the tool is put together.
//
// - A command is one class, derived from ToolCommand, or from StoreCommand if it works on one store. It lies in the folder of its area
//   and has a line in ToolCommands. Its constructor declares arguments and options; RunAsync does the work and returns an ExitCode.
// - StoreCommand declares --connect, opens the store (StoreOpening says with which settings) and closes it. A command that only reads
//   keeps StoreAccess.Read, so that it neither creates nor locks a durable folder.
// - ToolRun is what a command gets: its arguments, --json, the cancellation that Ctrl+C and SIGTERM request, and ToolOutput.
// - ToolOutput writes the results to standard output: lines, tables, JSON (one document per line) and bytes. Everything else, such as
//   warnings and progress, goes to standard error.
// - A command ends with an error by throwing ToolException, or by ToolRun.Require, which does so for a failed StoreResult. ToolCommand
//   turns every exception into one line on standard error and an exit code; nothing prints a stack trace.
// - ToolHost is the process around the tool: streams, terminals, variables, clock. Tests pass their own (in Mooncake.Cli.Tests:
// Support/TestHost).

/// <summary>The program: parses arguments and runs the command that they name.</summary>
internal static class Tool
{
    /// <summary>The program's name.</summary>
    internal const string Name = "mooncake";

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The arguments, without the program's name.</param>
    /// <param name="host">The process around the tool.</param>
    /// <returns>The exit code: an <see cref="ExitCode"/>.</returns>
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments, ToolHost host)
    {
        using ToolInvocation invocation = new(host);
        try
        {
            // Arguments that begin with @ are keys, not files with arguments; -ab is a mistake, not -a -b.
            ParserConfiguration parser = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
            ParseResult parsed = Parse(arguments, parser);
            if (parsed.Action is ParseErrorAction)
            {
                await host.Error.WriteLineAsync(UsageErrors.Describe(parsed));
                return (int)ExitCode.Usage;
            }

            if (parsed.Errors.Count == 0 && UsageErrors.FindUnknownOption(parsed) is { } unknown)
            {
                await host.Error.WriteLineAsync(unknown);
                return (int)ExitCode.Usage;
            }

            int code = await parsed.InvokeAsync(invocation, CancellationToken.None);
            invocation.Out.Flush();
            return code;
        }
        catch (ToolException exception)
        {
            await host.Error.WriteLineAsync($"{Name}: {Output.Printable.Of(exception.Message)}");
            return (int)exception.Code;
        }
        catch (IOException exception)
        {
            // Standard output is closed, as by head, or its disk is full. Only help and the version write outside a ToolCommand.
            return (int)ToolCommand.ReportFailureOfOutput(exception, host);
        }
    }

    /// <summary>All commands of the tool.</summary>
    internal static RootCommand CreateRoot()
    {
        RootCommand root = new("Shows what Mooncake stores contain, checks a machine, measures, and serves the Redis protocol.");
        foreach (ToolCommand command in ToolCommands.Create())
        {
            root.Subcommands.Add(command);
        }

        ToolHelp.Install(root);
        return root;
    }

    private static ParseResult Parse(IReadOnlyList<string> arguments, ParserConfiguration parser)
    {
        try
        {
            return CreateRoot().Parse(arguments, parser);
        }
        catch (InvalidOperationException exception)
        {
            // A validator has asked for the value of an option that has none of its type.
            throw new ToolException(ExitCode.Usage, exception.Message);
        }
    }
}
