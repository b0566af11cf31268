using Mooncake.Server.Protocol;

namespace Mooncake.Server.Commands.Connection;

/// <summary>SELECT 0: there is one database.</summary>
internal static class SelectCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!RespNumber.TryParse(call[1], out long database) || database != (int)database)
        {
            call.Reply.Error("ERR value is not an integer or out of range"u8);
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
