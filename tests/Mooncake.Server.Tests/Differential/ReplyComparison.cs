using System.Globalization;
using System.Text;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Differential;

/// <summary>Whether two replies say the same: byte for byte, but for what <c>docs/redis.md</c> lists.</summary>
internal static class ReplyComparison
{
    internal static bool AreAlike(string[] command, string redis, string ours)
    {
        string name = command[0].ToUpperInvariant();
        return redis == ours || name switch
        {
            // Two servers look at the clock at different times.
            "TTL" or "EXPIRETIME" => AreClose(redis, ours, 1),
            "PTTL" or "PEXPIRETIME" => AreClose(redis, ours, 2000),

            // Redis lists keys in no order.
            "KEYS" or "SCAN" => Sorted(redis) == Sorted(ours),
            "RANDOMKEY" => IsNull(redis) == IsNull(ours),

            // Redis counts objects that have expired until it reclaims them.
            "DBSIZE" => redis[0] == ':' && ours[0] == ':' && Number(ours) <= Number(redis),

            // The connection's number.
            "HELLO" => redis.Length > 100 && WithoutId(redis) == WithoutId(ours),

            // An estimate of another memory. Redis also gives it for an object that has expired.
            "MEMORY" => redis[0] == ':' && (ours[0] == ':' || IsNull(ours)),

            // Redis remembers how a value was made.
            "OBJECT" => redis is "$3\r\nraw\r\n" or "$6\r\nembstr\r\n" && ours is "$6\r\nembstr\r\n" or "$3\r\nint\r\n",

            // Few of Redis's settings; a pattern finds at most as many.
            "CONFIG" => redis[0] == ours[0] && redis[0] is ('*' or '%') && Count(ours) <= Count(redis),
            "CLIENT" => redis[0] == ours[0] && (redis[0] == ':' || (HasClient(redis) && HasClient(ours))),
            _ => false,
        };
    }

    private static bool AreClose(string redis, string ours, long tolerance) =>
        redis[0] == ':' && ours[0] == ':' && Math.Abs(Number(redis) - Number(ours)) <= tolerance && Number(redis) > 0 && Number(ours) > 0;

    private static long Number(string reply) =>
        long.Parse(reply.AsSpan(1).TrimEnd(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static long Count(string reply) => Number(reply[..reply.IndexOf('\r', StringComparison.Ordinal)]);

    private static bool HasClient(string reply) =>
        reply.Contains(" name=", StringComparison.Ordinal) && reply.Contains(" cmd=client|list ", StringComparison.Ordinal);

    private static bool IsNull(string reply) => reply is "_\r\n" or "$-1\r\n";

    private static string WithoutId(string reply) =>
        reply[..reply.IndexOf("\r\nid\r\n", StringComparison.Ordinal)] + reply[reply.IndexOf("$4\r\nmode", StringComparison.Ordinal)..];

    private static string Sorted(string reply)
    {
        if (reply[0] != '*')
        {
            return reply;
        }

        int line = reply.IndexOf("\r\n", StringComparison.Ordinal) + 2;
        List<string> elements = Replies.Split(Encoding.Latin1.GetBytes(reply[line..]));
        return reply[..line] + string.Concat(elements.Select(Sorted).Order(StringComparer.Ordinal));
    }
}
