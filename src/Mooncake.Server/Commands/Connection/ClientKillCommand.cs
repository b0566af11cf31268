using System.Text;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Commands.Connection;

/// <summary>CLIENT KILL: ends connections.</summary>
internal static class ClientKillCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (call.Count == 3)
        {
            KillAddress(call);
        }
        else
        {
            KillMatching(call);
        }
    }

    private static void KillAddress(CommandContext call)
    {
        string address = Encoding.Latin1.GetString(call[2]);
        if (call.Server.Clients.All.FirstOrDefault(client => client.Address == address) is not { } victim)
        {
            call.Reply.Error("ERR No such client"u8);
            return;
        }

        Kill(call, victim);
        call.Reply.Ok();
    }

    private static void KillMatching(CommandContext call)
    {
        IEnumerable<RespSession> victims = call.Server.Clients.All;
        bool skipsMe = true;
        for (int i = 2; i < call.Count; i += 2)
        {
            if (i + 1 == call.Count)
            {
                call.SyntaxError();
                return;
            }

            string value = Encoding.Latin1.GetString(call[i + 1]);
            if (call.Is(i, "id"u8))
            {
                if (!RespNumber.TryParse(call[i + 1], out long id) || id < 1)
                {
                    call.Reply.Error("ERR client-id should be greater than 0"u8);
                    return;
                }

                victims = victims.Where(client => client.Id == id);
            }
            else if (call.Is(i, "type"u8))
            {
                if (!ClientListCommand.TryReadType(call, i + 1, out bool? isSubscriber))
                {
                    return;
                }

                victims = isSubscriber is { } wanted ? victims.Where(client => client.SubscriptionCount > 0 == wanted) : [];
            }
            else if (call.Is(i, "addr"u8))
            {
                victims = victims.Where(client => client.Address == value);
            }
            else if (call.Is(i, "laddr"u8))
            {
                victims = victims.Where(client => client.LocalAddress == value);
            }
            else if (call.Is(i, "user"u8))
            {
                if (value != "default")
                {
                    call.Reply.Error($"ERR No such user '{value}'");
                    return;
                }
            }
            else if (call.Is(i, "skipme"u8) && (call.Is(i + 1, "yes"u8) || call.Is(i + 1, "no"u8)))
            {
                skipsMe = call.Is(i + 1, "yes"u8);
            }
            else
            {
                call.SyntaxError();
                return;
            }
        }

        int killed = 0;
        foreach (RespSession victim in victims.Where(client => !skipsMe || client != call.Session))
        {
            Kill(call, victim);
            killed++;
        }

        call.Reply.Integer(killed);
    }

    private static void Kill(CommandContext call, RespSession victim)
    {
        if (victim == call.Session)
        {
            victim.CloseAfterReply("it killed itself");
        }
        else
        {
            victim.Kill();
        }
    }
}
