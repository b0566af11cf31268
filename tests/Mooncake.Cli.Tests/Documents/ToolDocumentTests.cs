using System.CommandLine;
using System.Reflection;
using System.Text;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Documents;

/// <summary>
/// docs/tool.md: behind its introduction, the help of every command. With <c>MOONCAKE_UPDATE_DOCUMENTS=1</c>, that part is written anew.
/// </summary>
public sealed class ToolDocumentTests
{
    private const string Mark = "<!-- From here on generated from the help of the commands; CONTRIBUTING.md says how. -->\n";
    private const int Width = 120;

    [Fact]
    public async Task Document_HasTheHelpOfEveryCommand()
    {
        string generated = await GenerateAsync();
        string path = Repository.PathOf("docs", "tool.md");
        if (Environment.GetEnvironmentVariable("MOONCAKE_UPDATE_DOCUMENTS") == "1")
        {
            string text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(path, text[..(text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)] + generated,
                TestContext.Current.CancellationToken);
            return;
        }

        string document = Read();
        Assert.Equal(generated, document[(document.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..]);
    }

    [Fact]
    public void Introduction_NamesCommandsThatExist()
    {
        string document = Read();
        string[] commands = [.. Tool.CreateRoot().Subcommands.Select(command => command.Name)];
        string[] shown =
        [
            .. document[..document.IndexOf(Mark, StringComparison.Ordinal)].Split('\n')
                .Where(line => line.StartsWith("$ mooncake ", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[2]),
        ];

        Assert.NotEmpty(shown);
        Assert.Empty(shown.Except(commands));
    }

    [Fact]
    public void Examples_AreValidCommandLines()
    {
        foreach (ToolCommand command in ToolCommands.Create())
        {
            // What stands behind < > or | belongs to the shell.
            foreach (string example in command.Examples.Select(example => example.Split([" <", " >", " |"], StringSplitOptions.None)[0]))
            {
                Assert.True(Tool.CreateRoot().Parse(example).Errors.Count == 0, example);
                Assert.StartsWith(command.Name, example, StringComparison.Ordinal);
            }
        }
    }

    private static string Read()
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream("tool.md")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static async Task<string> GenerateAsync()
    {
        StringBuilder text = new();
        text.Append("\n## All commands\n\n```\n").Append(await HelpAsync()).Append("```\n");
        foreach (ToolCommand command in ToolCommands.Create())
        {
            text.Append($"\n## mooncake {command.Name}\n\n```\n").Append(await HelpAsync(command.Name)).Append("```\n");
        }

        return text.ToString();
    }

    private static async Task<string> HelpAsync(params string[] command)
    {
        string help = (await new TestHost { Width = Width }.RunAsync([.. command, "--help"])).Output.ReplaceLineEndings("\n");

        // A description that is broken into lines may leave a space at their ends. The name of the program is that of the test here.
        string[] lines = [.. help.Trim('\n').Split('\n').Select(line => line.TrimEnd())];
        return string.Join('\n', lines).Replace(RootCommand.ExecutableName, "mooncake", StringComparison.Ordinal) + "\n";
    }
}
