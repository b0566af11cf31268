using System.CommandLine;
using System.Text;

namespace Mooncake.Cli.Frame;

/// <summary>One run of the tool, as System.CommandLine passes it to a command's action.</summary>
internal sealed class ToolInvocation : InvocationConfiguration, IDisposable
{
    /// <summary>Starts a run.</summary>
    /// <param name="host">The process around the tool.</param>
    internal ToolInvocation(ToolHost host)
    {
        Host = host;
        Out = new StreamWriter(host.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 << 10, leaveOpen: true)
        {
            AutoFlush = host.IsOutputTerminal,
            NewLine = "\n",
        };
        Output = Out;
        Error = host.Error;
        EnableDefaultExceptionHandler = false;

        // What a command may still do after Ctrl+C: close its store, and remove what it has half written.
        ProcessTerminationTimeout = TimeSpan.FromSeconds(10);
    }

    /// <summary>The process around the tool.</summary>
    internal ToolHost Host { get; }

    /// <summary>Standard output as text, buffered unless it is a terminal.</summary>
    internal StreamWriter Out { get; }

    /// <summary>Flushes what is left, as far as standard output is open.</summary>
    public void Dispose()
    {
        try
        {
            Out.Dispose();
        }
        catch (IOException)
        {
            // Standard output is closed; the run has reported that.
        }
    }
}
