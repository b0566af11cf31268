using System.Text;
using Mooncake.Server.Commands.Administration;
using Mooncake.Server.Protocol;

namespace Mooncake.Server.Commands.Connection;

/// <summary>HELLO [version [AUTH username password] [SETNAME name]]: chooses RESP2 or RESP3.</summary>
internal static class HelloCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        long version = call.Session.IsResp3 ? 3 : 2;
        if (call.Count > 1 && !TryReadVersion(call, out version))
        {
            return;
        }

        if (!TryReadOptions(call, out int user, out int name))
        {
            return;
        }

        if (user != 0 && !AuthCommand.TryLogIn(call, call[user], call[user + 1]))
        {
            return;
        }

        if (!call.Session.IsAuthenticated)
        {
            call.Reply.Error(NotAuthenticated);
            return;
        }

        if (name != 0 && !ClientNameCommand.TrySet(call, name))
        {
            return;
        }

        call.Session.IsResp3 = call.Reply.IsResp3 = version == 3;
        Answer(call);
    }

    private const string NotAuthenticated =
        "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option "
        + "can be used to authenticate the client and select the RESP protocol version at the same time";

    private static bool TryReadVersion(CommandContext call, out long version)
    {
        if (!RespNumber.TryParse(call[1], out version))
        {
            call.Reply.Error("ERR Protocol version is not an integer or out of range"u8);
            return false;
        }

        if (version is 2 or 3)
        {
            return true;
        }

        call.Reply.Error("NOPROTO unsupported protocol version"u8);
        return false;
    }

    private static bool TryReadOptions(CommandContext call, out int user, out int name)
    {
        user = 0;
        name = 0;
        for (int i = 2; i < call.Count; i++)
        {
            int more = call.Count - 1 - i;
            if (more >= 2 && call.Is(i, "auth"u8))
            {
                user = i + 1;
                i += 2;
            }
            else if (more >= 1 && call.Is(i, "setname"u8))
            {
                name = ++i;
            }
            else
            {
                call.Reply.Error($"ERR Syntax error in HELLO option '{Encoding.Latin1.GetString(call[i])}'");
                return false;
            }
        }

        return true;
    }

    private static void Answer(CommandContext call)
    {
        ReplyWriter reply = call.Reply;
        reply.Map(7);
        reply.Bulk("server"u8);
        reply.Bulk("redis"u8);
        reply.Bulk("version"u8);
        reply.Bulk(InfoCommand.RedisVersion);
        reply.Bulk("proto"u8);
        reply.Integer(reply.IsResp3 ? 3 : 2);
        reply.Bulk("id"u8);
        reply.Integer(call.Session.Id);
        reply.Bulk("mode"u8);
        reply.Bulk("standalone"u8);
        reply.Bulk("role"u8);
        reply.Bulk("master"u8);
        reply.Bulk("modules"u8);
        reply.Array(0);
    }
}
