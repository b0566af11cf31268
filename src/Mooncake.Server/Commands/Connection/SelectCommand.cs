namespace Mooncake.Server.Commands.Connection;

/// <summary>SELECT 0: there is one database.</summary>
internal static class SelectCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryInteger(1, out long database))
        {
            return;
        }

        if (database != (int)database)
        {
            call.Reply.Error("ERR value is out of range, value must between -2147483648 and 2147483647"u8);
        }
        else if (database != 0)
        {
            call.Reply.Error("ERR DB index is out of range"u8);
        }
        else
        {
            call.Reply.Ok();
        }
    }
}
