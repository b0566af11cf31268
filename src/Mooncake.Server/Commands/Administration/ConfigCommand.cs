using System.Text;
using Mooncake.Server.Protocol;

namespace Mooncake.Server.Commands.Administration;

/// <summary>CONFIG GET pattern [pattern ...] and CONFIG SET name value [name value ...].</summary>
internal static class ConfigCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void RunGet(CommandContext call)
    {
        byte[][] patterns = [.. Enumerable.Range(2, call.Count - 2).Select(i => Lower(call[i]))];
        List<KeyValuePair<string, string>> found = [];
        foreach (KeyValuePair<string, string> setting in call.Server.Settings.All)
        {
            byte[] name = Encoding.ASCII.GetBytes(setting.Key);
            if (Array.Exists(patterns, pattern => GlobPattern.IsMatch(pattern, name)))
            {
                found.Add(setting);
            }
        }

        call.Reply.Map(found.Count);
        foreach ((string name, string value) in found)
        {
            call.Reply.Bulk(name);
            call.Reply.Bulk(value);
        }
    }

    /// <summary>Carries CONFIG SET out.</summary>
    internal static void RunSet(CommandContext call)
    {
        if (call.Count % 2 != 0)
        {
            call.SyntaxError();
            return;
        }

        // All or none, as in Redis.
        Dictionary<string, long> changes = [];
        for (int i = 2; i < call.Count; i += 2)
        {
            string name = Encoding.Latin1.GetString(call[i]);
            string? fault = call.Server.Settings.Check(name.ToLowerInvariant(), call[i + 1], out long number);
            fault ??= changes.TryAdd(name.ToLowerInvariant(), number) ? null : "duplicate parameter";
            if (fault is not null)
            {
                call.Reply.Error(fault.Length == 0
                    ? $"ERR Unknown option or number of arguments for CONFIG SET - '{name}'"
                    : $"ERR CONFIG SET failed (possibly related to argument '{name}') - {fault}");
                return;
            }
        }

        foreach ((string name, long number) in changes)
        {
            call.Server.Settings.Set(name, number);
        }

        call.Reply.Ok();
    }

    /// <summary>Carries CONFIG RESETSTAT out. The counts are those of the engine and of the process, and stay.</summary>
    internal static void RunResetStatistics(CommandContext call) => call.Reply.Ok();

    private static byte[] Lower(ReadOnlySpan<byte> text)
    {
        byte[] lower = new byte[text.Length];
        for (int i = 0; i < lower.Length; i++)
        {
            lower[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        }

        return lower;
    }
}
