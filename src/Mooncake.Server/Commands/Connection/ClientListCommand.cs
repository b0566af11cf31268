using System.Text;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Commands.Connection;

/// <summary>CLIENT ID, INFO and LIST: the connections.</summary>
internal static class ClientListCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void RunId(CommandContext call) => call.Reply.Integer(call.Session.Id);

    /// <summary>Carries CLIENT INFO out.</summary>
    internal static void RunInfo(CommandContext call) => call.Reply.Text(Encoding.ASCII.GetBytes(call.Session.Describe() + "\n"));

    /// <summary>Carries CLIENT LIST out.</summary>
    internal static void Run(CommandContext call)
    {
        IEnumerable<RespSession> clients = call.Server.Clients.All;
        if (call.Count == 4 && call.Is(2, "type"u8))
        {
            if (!TryReadType(call, 3, out bool? isSubscriber))
            {
                return;
            }

            clients = isSubscriber is { } wanted ? clients.Where(client => client.SubscriptionCount > 0 == wanted) : [];
        }
        else if (call.Count > 3 && call.Is(2, "id"u8))
        {
            HashSet<long> ids = [];
            for (int i = 3; i < call.Count; i++)
            {
                if (!RespNumber.TryParse(call[i], out long id) || id < 1)
                {
                    call.Reply.Error("ERR Invalid client ID"u8);
                    return;
                }

                ids.Add(id);
            }

            clients = clients.Where(client => ids.Contains(client.Id));
        }
        else if (call.Count != 2)
        {
            call.SyntaxError();
            return;
        }

        call.Reply.Text(Encoding.ASCII.GetBytes(string.Concat(clients.Select(static client => client.Describe() + "\n"))));
    }

    /// <summary>Reads the type of a client.</summary>
    /// <param name="call">The command.</param>
    /// <param name="index">Which argument.</param>
    /// <param name="isSubscriber">True for subscribers, false for others, null for types that this server has none of.</param>
    /// <returns>False if there is no such type; then the reply says so.</returns>
    internal static bool TryReadType(CommandContext call, int index, out bool? isSubscriber)
    {
        isSubscriber = call.Is(index, "normal"u8) ? false : call.Is(index, "pubsub"u8) ? true : null;
        if (isSubscriber is not null || call.Is(index, "master"u8) || call.Is(index, "replica"u8) || call.Is(index, "slave"u8))
        {
            return true;
        }

        call.Reply.Error($"ERR Unknown client type '{Encoding.Latin1.GetString(call[index])}'");
        return false;
    }
}
