namespace Mooncake.Server.Commands.Strings;

/// <summary>GETEX key [EX s | PX ms | EXAT s | PXAT ms | PERSIST]: the object's bytes, and a new expiry.</summary>
internal static unsafe class GetExCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length)
            || !StringOptions.TryParse(call, first: 2, isSet: false, out StringOptions options))
        {
            return;
        }

        long size = call.Load(key, length, out _);
        if (size < 0)
        {
            call.ReplyWithout(size, key, length);
            return;
        }

        if (!options.TryExpiry(call, out long expiresAt))
        {
            return;
        }

        if (options.HasTime || options.IsPersist)
        {
            if (!call.RequireExpiry())
            {
                return;
            }

            // The object may be gone by now; the reply is what it was.
            int answer = call.Engine.Expiry!.SetExpiry(key, length, expiresAt);
            if (answer is not (0 or (int)StoreErrorCode.ObjectNotFound))
            {
                call.Fail(answer, key, length);
                return;
            }
        }

        call.Reply.Bulk(call.Scratch.Start, size);
    }
}
