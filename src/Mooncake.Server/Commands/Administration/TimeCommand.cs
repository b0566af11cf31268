namespace Mooncake.Server.Commands.Administration;

/// <summary>TIME: seconds and microseconds since 1970.</summary>
internal static class TimeCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        long microseconds = (call.Engine.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        call.Reply.Array(2);
        call.Reply.BulkNumber(microseconds / 1_000_000);
        call.Reply.BulkNumber(microseconds % 1_000_000);
    }
}
