namespace Mooncake.Server.Commands.Administration;

/// <summary>DBSIZE: how many objects there are.</summary>
internal static unsafe class DatabaseSizeCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (call.Engine.Statistics is { } statistics && statistics.GetStatistics(out StoreStatistics figures) == 0)
        {
            call.Reply.Integer(figures.Objects);
            return;
        }

        if (!call.RequireScanner())
        {
            return;
        }

        long count = call.Engine.Scanner!.CountKeys(prefix: default);
        if (count < 0)
        {
            call.Fail(count, null, 0);
        }
        else
        {
            call.Reply.Integer(count);
        }
    }
}
