using System.Text;

namespace Mooncake.Server.Commands.Administration;

/// <summary>INFO [section ...]: what the server is and has done, in the fields that tools for Redis read.</summary>
internal static class InfoCommand
{
    /// <summary>The version of Redis whose commands and replies the server follows.</summary>
    internal const string RedisVersion = "7.0.15";

    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        StringBuilder text = new();
        foreach ((string name, Action<InfoText> write) in InfoSections.All)
        {
            if (IsAskedFor(call, name))
            {
                text.Append(text.Length > 0 ? "\r\n" : "").Append("# ").Append(name).Append("\r\n");
                write(new InfoText(call.Server, text));
            }
        }

        call.Reply.Text(Encoding.ASCII.GetBytes(text.ToString()));
    }

    private static bool IsAskedFor(CommandContext call, string section)
    {
        byte[] name = Encoding.ASCII.GetBytes(section.ToLowerInvariant());
        for (int i = 1; i < call.Count; i++)
        {
            if (call.Is(i, name) || call.Is(i, "all"u8) || call.Is(i, "default"u8) || call.Is(i, "everything"u8))
            {
                return true;
            }
        }

        return call.Count == 1;
    }
}
