using System.Buffers.Text;
using Mooncake.Server.Protocol;

namespace Mooncake.Server.Commands.Keys;

/// <summary>SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]: the keys in byte order, some at a time.</summary>
internal static unsafe class ScanCommand
{
    /// <summary>The most keys that one call looks at.</summary>
    private const int MaxCount = 100_000;

    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!RespNumber.TryParseUnsigned(call[1], out ulong cursor))
        {
            call.Reply.Error("ERR invalid cursor"u8);
            return;
        }

        if (!TryReadOptions(call, out int pattern, out long count, out bool isString) || !call.RequireScanner())
        {
            return;
        }

        byte[]? after = cursor == 0 ? [] : call.Server.Cursors.KeyOf(cursor);
        if (after is null)
        {
            call.Reply.Error("ERR the scan's position is no longer known; start again with cursor 0"u8);
            return;
        }

        Scan(call, pattern == 0 ? "*"u8 : call[pattern], after, (int)Math.Min(count, MaxCount), isString);
    }

    private static void Scan(CommandContext call, ReadOnlySpan<byte> pattern, byte[] after, int count, bool isString)
    {
        using ReplyWriter found = new((nint)call.Server.Options.MaxReplyBytes);
        int matches = 0;
        int seen = 0;
        using KeyPages pages = new(call, GlobPattern.LiteralPrefix(pattern), after, stackalloc int[Math.Min(count, 512)]);
        while (seen < count && !found.HasOverflowed && pages.TryNext(out ReadOnlySpan<byte> key))
        {
            seen++;
            if (isString && GlobPattern.IsMatch(pattern, key))
            {
                found.Bulk(key);
                matches++;
            }
        }

        if (pages.Error != 0)
        {
            call.Fail(pages.Error, null, 0);
            return;
        }

        if (found.HasOverflowed)
        {
            call.Reply.Error("ERR the keys exceed MaxReplyBytes; use a smaller COUNT"u8);
            return;
        }

        ulong next = seen < count ? 0 : call.Server.Cursors.CursorOf(pages.Last);
        Span<byte> digits = stackalloc byte[RespNumber.MaxBytes];
        Utf8Formatter.TryFormat(next, digits, out int length);
        call.Reply.Array(2);
        call.Reply.Bulk(digits[..length]);
        call.Reply.Array(matches);
        call.Reply.Raw(found.Start, found.Length);
    }

    private static bool TryReadOptions(CommandContext call, out int pattern, out long count, out bool isString)
    {
        pattern = 0;
        count = 10;
        isString = true;
        for (int i = 2; i < call.Count; i += 2)
        {
            bool hasValue = i + 1 < call.Count;
            if (hasValue && call.Is(i, "count"u8))
            {
                if (!call.TryInteger(i + 1, out count))
                {
                    return false;
                }

                if (count < 1)
                {
                    call.SyntaxError();
                    return false;
                }
            }
            else if (hasValue && call.Is(i, "match"u8))
            {
                pattern = i + 1;
            }
            else if (hasValue && call.Is(i, "type"u8))
            {
                isString = call.Is(i + 1, "string"u8);
            }
            else
            {
                call.SyntaxError();
                return false;
            }
        }

        return true;
    }
}
