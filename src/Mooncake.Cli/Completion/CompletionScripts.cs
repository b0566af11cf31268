namespace Mooncake.Cli.Completion;

/// <summary>
/// The scripts of the shells. Each asks the tool itself, by the directive <c>[suggest:position]</c> with the command line as one argument,
/// which answers one suggestion per line.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # Completion of mooncake in bash.
        _mooncake_complete() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(mooncake "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -F _mooncake_complete mooncake
        """;

    private const string Zsh = """
        # Completion of mooncake in zsh.
        _mooncake_complete() {
            local -a suggestions
            suggestions=("${(@f)$(mooncake "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            if [ ${#suggestions} -gt 0 ] && [ -n "${suggestions[1]}" ]; then compadd -a suggestions; else _files; fi
        }
        compdef _mooncake_complete mooncake
        """;

    private const string Fish = """
        # Completion of mooncake in fish.
        function _mooncake_complete
            set -l line (commandline -cp)
            mooncake "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
        end
        complete -c mooncake -a '(_mooncake_complete)'
        """;

    private const string PowerShell = """
        # Completion of mooncake in PowerShell.
        Register-ArgumentCompleter -Native -CommandName mooncake -ScriptBlock {
            param($word, $line, $position)
            mooncake "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    /// <summary>The names of the shells.</summary>
    internal static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell.</summary>
    /// <param name="shell">One of <see cref="Shells"/>.</param>
    internal static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => PowerShell,
    };
}
