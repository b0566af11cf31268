using Mooncake.Server.Protocol;

namespace Mooncake.Server.Commands.Keys;

/// <summary>KEYS pattern: all keys that match, in byte order.</summary>
internal static unsafe class KeysCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.RequireScanner())
        {
            return;
        }

        ReadOnlySpan<byte> pattern = call[1];
        using ReplyWriter found = new((nint)call.Server.Options.MaxReplyBytes);
        int count = 0;
        using KeyPages pages = new(call, GlobPattern.LiteralPrefix(pattern), after: default, stackalloc int[512]);
        while (pages.TryNext(out ReadOnlySpan<byte> key) && !found.HasOverflowed)
        {
            if (GlobPattern.IsMatch(pattern, key))
            {
                found.Bulk(key);
                count++;
            }
        }

        if (pages.Error != 0)
        {
            call.Fail(pages.Error, null, 0);
        }
        else if (found.HasOverflowed)
        {
            call.Reply.Error("ERR the keys exceed MaxReplyBytes; use SCAN");
        }
        else
        {
            call.Reply.Array(count);
            call.Reply.Raw(found.Start, found.Length);
        }
    }
}
