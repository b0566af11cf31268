using Mooncake.Cli.Doctor.Machines;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Frame;

/// <summary>The process around the tool: its streams, its terminals, its environment and its clock.</summary>
internal sealed class ToolHost
{
    /// <summary>Standard output. The tool buffers what it writes.</summary>
    internal required Stream Output { get; init; }

    /// <summary>Standard error.</summary>
    internal required TextWriter Error { get; init; }

    /// <summary>Opens standard input. Throws <see cref="ToolException"/> if it is closed.</summary>
    internal required Func<Stream> OpenInput { get; init; }

    /// <summary>Opens a store. Tests open one without a cluster's native library.</summary>
    internal Func<MooncakeStoreOptions, CancellationToken, Task<StoreResult<MooncakeStore>>> OpenStore { get; init; } =
        MooncakeStore.TryOpenAsync;

    /// <summary>The value of an environment variable, or null.</summary>
    internal required Func<string, string?> Variable { get; init; }

    /// <summary>Whether a person reads standard output. If not, output is plain text.</summary>
    internal bool IsOutputTerminal { get; init; }

    /// <summary>Whether a person reads standard error. If not, there is no progress display.</summary>
    internal bool IsErrorTerminal { get; init; }

    /// <summary>Whether a person can answer questions on standard input.</summary>
    internal bool IsInputTerminal { get; init; }

    /// <summary>Characters per line of the terminal. Measured when it is first needed: .NET sends a sequence to the terminal
    /// then.</summary>
    internal int Width
    {
        get => field > 0 ? field : field = WidthOfTerminal();
        init;
    }

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Turns off what native code writes to standard error.</summary>
    internal Action SilenceNativeLog { get; init; } = static () => { };

    /// <summary>The machine that the doctor examines; null for the one that the tool runs on.</summary>
    internal IMachine? Machine { get; init; }

    /// <summary>Whether output may have colours: on a terminal, unless <c>NO_COLOR</c> is set.</summary>
    internal bool HasColors => string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") != "dumb";

    /// <summary>The process that runs.</summary>
    internal static ToolHost OfProcess() => new()
    {
        Output = DescriptorStream.OpenOutput(),
        Error = StandardError.Open(),
        SilenceNativeLog = StandardError.Silence,
        OpenInput = static () => StandardDescriptors.IsOpen(StandardDescriptors.Input)
            ? Console.OpenStandardInput()
            : throw new ToolException(ExitCode.Failed, "Standard input is closed. Give a file, or redirect standard input."),
        Variable = Environment.GetEnvironmentVariable,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        IsInputTerminal = !Console.IsInputRedirected,
    };

    private static int WidthOfTerminal()
    {
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth < 20 ? 120 : Console.WindowWidth;
        }
        catch (IOException)
        {
            // A terminal without a size.
            return 80;
        }
    }
}
