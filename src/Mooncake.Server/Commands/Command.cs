using System.Text;

namespace Mooncake.Server.Commands;

/// <summary>One command of the table, or a subcommand of one.</summary>
internal sealed unsafe class Command
{
    private readonly delegate*<CommandContext, void> _run;

    /// <summary>Describes a command.</summary>
    /// <param name="name">Its name in lower case; of a subcommand, with its parent's, such as <c>client|id</c>.</param>
    /// <param name="arity">The number of arguments, its name included; negative for at least as many.</param>
    /// <param name="flags">What it is and may do.</param>
    /// <param name="calls">How it reaches an engine with round trips.</param>
    /// <param name="run">Carries it out. The number of arguments has been checked.</param>
    internal Command(string name, int arity, CommandFlags flags, EngineCalls calls, delegate*<CommandContext, void> run)
    {
        Name = name;
        NameBytes = Encoding.ASCII.GetBytes(name);
        Arity = arity;
        Flags = flags;
        Calls = calls;
        _run = run;
    }

    /// <summary>The name in lower case.</summary>
    internal string Name { get; }

    /// <summary>The name's bytes.</summary>
    internal byte[] NameBytes { get; }

    /// <summary>The number of arguments, the name included; negative for at least as many.</summary>
    internal int Arity { get; }

    /// <summary>What it is and may do.</summary>
    internal CommandFlags Flags { get; }

    /// <summary>How it reaches an engine with round trips.</summary>
    internal EngineCalls Calls { get; }

    /// <summary>The group in Redis's documentation.</summary>
    internal required string Group { get; init; }

    /// <summary>The version of Redis that brought it.</summary>
    internal required string Since { get; init; }

    /// <summary>What it does, in a sentence without an end.</summary>
    internal required string Summary { get; init; }

    /// <summary>Which arguments are keys; none by default.</summary>
    internal CommandKeys Keys { get; init; }

    /// <summary>What the second argument selects, or null.</summary>
    internal CommandTable? Subcommands { get; init; }

    /// <summary>True if the number of arguments fits.</summary>
    internal bool Takes(int count) => Arity >= 0 ? count == Arity : count >= -Arity;

    /// <summary>Carries the command out.</summary>
    internal void Run(CommandContext call) => _run(call);
}
