using Mooncake.Backends;

namespace Mooncake.Server.Commands.Strings;

/// <summary>GETRANGE key start end: part of an object; negative numbers count from its end.</summary>
internal static unsafe class GetRangeCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length) || !call.TryInteger(2, out long start) || !call.TryInteger(3, out long end))
        {
            return;
        }

        long size = call.Read(key, length, out byte* bytes, out ObjectView view);
        try
        {
            Reply(call, size, bytes, start, end, key, length);
        }
        finally
        {
            view.Dispose();
        }
    }

    private static void Reply(CommandContext call, long size, byte* bytes, long start, long end, byte* key, int length)
    {
        if (size < 0 && size != (int)StoreErrorCode.ObjectNotFound)
        {
            call.Fail(size, key, length);
            return;
        }

        bool isEmpty = size <= 0 || (start < 0 && end < 0 && start > end);
        start = Math.Max(start < 0 ? start + size : start, 0);
        end = Math.Min(Math.Max(end < 0 ? end + size : end, 0), size - 1);
        if (isEmpty || start > end)
        {
            call.Reply.Bulk(""u8);
        }
        else
        {
            call.Reply.Bulk(bytes + start, end - start + 1);
        }
    }
}
