using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Mooncake.Cli.Frame;

/// <summary>Help and version: System.CommandLine's, with the examples of a command and the exit codes.</summary>
internal static class ToolHelp
{
    /// <summary>Replaces the actions of the root's options.</summary>
    /// <param name="root">The root command, with all its commands.</param>
    internal static void Install(RootCommand root)
    {
        foreach (Option option in root.Options)
        {
            option.Action = option switch
            {
                HelpOption help => new HelpWithExamples((HelpAction)help.Action!),
                VersionOption => new VersionAction(),
                _ => option.Action,
            };
        }

        // Without a command, the program shows what there is.
        root.SetAction(parsed =>
            root.Options.OfType<HelpOption>().Single().Action is SynchronousCommandLineAction help ? help.Invoke(parsed) : 0);
    }

    /// <summary>The version of the tool, without the commit.</summary>
    internal static string Version { get; } =
        typeof(ToolHelp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "unknown";

    private sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            inner.MaxWidth = ((ToolInvocation)parseResult.InvocationConfiguration).Host.Width;
            int code = inner.Invoke(parseResult);
            TextWriter output = parseResult.InvocationConfiguration.Output;
            if (parseResult.CommandResult.Command is ToolCommand { Examples: { Count: > 0 } examples })
            {
                output.WriteLine("Examples:");
                foreach (string example in examples)
                {
                    output.WriteLine($"  {Tool.Name} {example}");
                }

                output.WriteLine();
            }

            if (parseResult.CommandResult.Command is RootCommand)
            {
                output.WriteLine("Exit codes:");
                foreach (ExitCode exit in Enum.GetValues<ExitCode>())
                {
                    output.WriteLine($"  {(int)exit,3}  {exit.Describe()}");
                }

                output.WriteLine();
            }

            return code;
        }
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Version);
            return (int)ExitCode.Done;
        }
    }
}
