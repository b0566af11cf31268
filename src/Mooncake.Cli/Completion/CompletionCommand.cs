using System.CommandLine;
using Mooncake.Cli.Frame;

namespace Mooncake.Cli.Completion;

/// <summary>Prints a script by which a shell completes the tool's arguments.</summary>
internal sealed class CompletionCommand : ToolCommand
{
    private readonly Argument<string> _shell = new("shell") { Description = "The shell." };

    /// <summary>Declares the command.</summary>
    internal CompletionCommand()
        : base("completion", "Prints a script that makes a shell complete commands and options.", hasJson: false)
    {
        _shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        Arguments.Add(_shell);
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples =>
    [
        "completion bash >>~/.bashrc",
        "completion zsh >>~/.zshrc",
        "completion fish >~/.config/fish/completions/mooncake.fish",
        "completion pwsh >>$PROFILE",
    ];

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ToolRun run)
    {
        run.Output.Line(CompletionScripts.Of(run.Get(_shell)));
        return Task.FromResult(ExitCode.Done);
    }
}
