using System.CommandLine;
using Mooncake.Cli.Frame;

namespace Mooncake.Cli.Stores;

/// <summary>A command over one store.</summary>
internal abstract class StoreCommand : ToolCommand
{
    /// <summary>Declares a command.</summary>
    /// <param name="name">The word that the user types.</param>
    /// <param name="description">What the command does.</param>
    /// <param name="hasJson">Whether the command can write its result as JSON.</param>
    protected StoreCommand(string name, string description, bool hasJson = true)
        : base(name, description, hasJson) => Options.Add(Connect);

    /// <summary>The option that names the store.</summary>
    internal static Option<string?> Connect { get; } = new("--connect")
    {
        Description = $"The store's connection string, such as durable://./data. Without it, the variable {StoreOpening.Variable}.",
        HelpName = "connection",
    };

    /// <summary>What the command does with the store.</summary>
    protected virtual StoreAccess Access => StoreAccess.Read;

    /// <summary>Does the work on the open store.</summary>
    /// <param name="store">The store; closed when the command has ended.</param>
    /// <param name="run">Arguments, output and cancellation.</param>
    protected abstract Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run);

    /// <summary>The connection string of <c>--connect</c> or of the variable.</summary>
    /// <param name="run">The command's run.</param>
    /// <exception cref="ToolException">There is neither.</exception>
    internal static string ConnectionString(ToolRun run)
    {
        string? text = run.Get(Connect) ?? run.Host.Variable(StoreOpening.Variable);
        return !string.IsNullOrEmpty(text) ? text : throw new ToolException(
            ExitCode.Usage,
            $"Which store? Give --connect or set {StoreOpening.Variable}: embedded://, durable://./folder or mooncake://host:port.\n"
                + "'mooncake doctor' explains the three.");
    }

    /// <inheritdoc/>
    protected sealed override async Task<ExitCode> RunAsync(ToolRun run)
    {
        MooncakeStore store = await StoreOpening.OpenAsync(ConnectionString(run), Access, run);
        await using (store)
        {
            ExitCode code = await RunAsync(store, run);
            StoreResult closed = await store.CloseAsync();
            if (closed.Error is { } error)
            {
                run.Output.Warn(error.Message);
                return code == ExitCode.Done ? ExitCode.Failed : code;
            }

            return code;
        }
    }
}
