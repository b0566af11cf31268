using System.Text;
using Mooncake.Cli.Doctor.Machines;
using Mooncake.Cli.Frame;

namespace Mooncake.Cli.Tests.Support;

/// <summary>
/// A process around the tool, for one run in the process of the tests: <c>ToolResult run = await new TestHost().RunAsync("ping", ...)</c>.
/// The tool and a test share the stores of <c>embedded://name</c>.
/// </summary>
internal sealed class TestHost
{
    /// <summary>Whether standard output, input and error are terminals.</summary>
    internal bool IsTerminal { get; init; }

    /// <summary>What standard input has.</summary>
    internal byte[] Input { get; init; } = [];

    /// <summary>The environment.</summary>
    internal Dictionary<string, string> Variables { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Standard output, for tests of one that fails.</summary>
    internal Stream Output { get; init; } = new MemoryStream();

    /// <summary>Characters per line.</summary>
    internal int Width { get; init; } = 120;

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The machine that the doctor examines; null for the one that runs the tests.</summary>
    internal IMachine? Machine { get; init; }

    /// <summary>The cluster that connection strings with <c>mooncake://</c> open; null for the native library's.</summary>
    internal TestCluster? Cluster { get; init; }

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The arguments, without the program's name.</param>
    internal async Task<ToolResult> RunAsync(params string[] arguments)
    {
        StringWriter error = new() { NewLine = "\n" };
        ToolHost host = new()
        {
            Output = Output,
            Error = error,
            OpenInput = () => new MemoryStream(Input, writable: false),
            OpenStore = Cluster is null ? MooncakeStore.TryOpenAsync : Cluster.OpenAsync,
            Variable = Variables.GetValueOrDefault,
            IsOutputTerminal = IsTerminal,
            IsErrorTerminal = IsTerminal,
            IsInputTerminal = IsTerminal,
            Width = Width,
            Time = Time,
            Machine = Machine,
        };
        int code = await Tool.RunAsync(arguments, host);
        byte[] bytes = Output is MemoryStream memory ? memory.ToArray() : [];
        return new ToolResult((ExitCode)code, Encoding.UTF8.GetString(bytes), error.ToString(), bytes);
    }
}
