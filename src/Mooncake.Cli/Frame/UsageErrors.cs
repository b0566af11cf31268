using System.CommandLine;
using System.Text;
using Mooncake.Cli.Output;
using Mooncake.Errors;

namespace Mooncake.Cli.Frame;

/// <summary>Says what is wrong with a command line.</summary>
internal static class UsageErrors
{
    /// <summary>One line for each mistake, and where to read more.</summary>
    /// <param name="parsed">A command line with errors.</param>
    internal static string Describe(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string name = command is RootCommand ? Tool.Name : $"{Tool.Name} {command.Name}";
        StringBuilder text = new();
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
        {
            text.Append(Tool.Name).Append(": ").Append(Printable.Of(message)).Append('\n');
        }

        if (parsed.UnmatchedTokens is [string first, ..])
        {
            if (command is RootCommand && NearestName.Find(first, [.. command.Subcommands.Select(candidate => candidate.Name)]) is { } nearest)
            {
                text.Append($"Did you mean '{Tool.Name} {nearest}'?\n");
            }
            else if (first.StartsWith('-') && command is not RootCommand)
            {
                text.Append("Put -- before a key that begins with a hyphen.\n");
            }
        }

        return text.Append($"Run '{name} --help' to see the usage.").ToString();
    }
}
