using Mooncake.Cli.Frame;
using Spectre.Console;

namespace Mooncake.Cli.Output;

/// <summary>Shows on standard error how far a long operation is, if that is a terminal.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs an operation with a display.</summary>
    /// <param name="run">The command's run.</param>
    /// <param name="name">What goes on, such as <c>Copying</c>.</param>
    /// <param name="work">
    /// The operation. It reports what is done and the total, 0 if that is not known, as often as it likes, from any thread.
    /// </param>
    internal static Task RunAsync(ToolRun run, string name, Func<Action<long, long>, CancellationToken, Task> work)
    {
        if (!run.Host.IsErrorTerminal)
        {
            return work(static (_, _) => { }, run.Cancellation);
        }

        Progress progress = run.Output.ErrorConsole.Progress();
        progress.AutoClear = true;
        return progress
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(name));
                task.IsIndeterminate = true;
                await work(
                    (done, total) =>
                    {
                        task.IsIndeterminate = total <= 0;
                        task.MaxValue = Math.Max(total, 1);
                        task.Value = done;
                    },
                    run.Cancellation);
                task.Value = task.MaxValue;
            });
    }
}
