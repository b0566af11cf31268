using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Mooncake.Cli.Output;
using Mooncake.Errors;

namespace Mooncake.Cli.Frame;

/// <summary>Says what is wrong with a command line.</summary>
internal static class UsageErrors
{
    /// <summary>
    /// Finds an argument that looks like an option. The parser takes it for a key, so that a slip such as <c>--yess</c> would go unnoticed;
    /// keys that begin with a hyphen stand behind <c>--</c>.
    /// </summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <returns>What is wrong, or null.</returns>
    internal static string? FindUnknownOption(ParseResult parsed)
    {
        HashSet<string> behindDashes =
        [
            .. parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value),
        ];
        Token? unknown = parsed.CommandResult.Children
            .OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .FirstOrDefault(token => token.Value.Length > 1 && token.Value[0] == '-' && !behindDashes.Contains(token.Value));
        if (unknown is null)
        {
            return null;
        }

        string[] names = [.. parsed.CommandResult.Command.Options.Select(option => option.Name)];
        string hint = NearestName.Find(unknown.Value, names) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        string shown = Printable.Of(unknown.Value);
        return $"{Tool.Name}: '{parsed.CommandResult.Command.Name}' has no option '{shown}'.{hint} For a key of this name, put -- "
            + $"before it: -- {shown}";
    }

    /// <summary>One line for each mistake, and where to read more.</summary>
    /// <param name="parsed">A command line with errors.</param>
    internal static string Describe(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string name = command is RootCommand ? Tool.Name : $"{Tool.Name} {command.Name}";
        StringBuilder text = new();
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
        {
            // Some messages have lines with the possible values.
            string line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            text.Append(Tool.Name).Append(": ").Append(Printable.Of(line)).Append('\n');
        }

        if (parsed.UnmatchedTokens is [string first, ..])
        {
            if (command is RootCommand
                && NearestName.Find(first, [.. command.Subcommands.Select(candidate => candidate.Name)]) is { } nearest)
            {
                text.Append($"Did you mean '{Tool.Name} {nearest}'?\n");
            }
            else if (first.StartsWith('-') && command.Arguments.Any(argument => argument.Name is "key" or "prefix"))
            {
                text.Append("Put -- before a key that begins with a hyphen.\n");
            }
        }

        return text.Append($"Run '{name} --help' to see the usage.").ToString();
    }
}
