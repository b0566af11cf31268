namespace Mooncake.Server.Commands.Keys;

/// <summary>RANDOMKEY: any key.</summary>
internal static unsafe class RandomKeyCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.RequireScanner())
        {
            return;
        }

        call.Scratch.Length = 0;
        Span<byte> key = new(call.Scratch.Reserve(call.Engine.MaxKeyBytes), call.Engine.MaxKeyBytes);
        int length = call.Engine.Scanner!.RandomKey(key);
        if (length > key.Length)
        {
            // Another program's key, longer than this store's limit.
            key = new Span<byte>(call.Scratch.Reserve(length), length);
            length = Math.Min(call.Engine.Scanner.RandomKey(key), key.Length);
        }

        if (length >= 0)
        {
            call.Reply.Bulk(key[..length]);
        }
        else
        {
            call.ReplyWithout(length, null, 0);
        }
    }
}
