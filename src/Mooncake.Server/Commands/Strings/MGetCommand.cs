using Mooncake.Server.Sessions;

namespace Mooncake.Server.Commands.Strings;

/// <summary>MGET key [key ...]: the bytes of several objects, read one after the other.</summary>
internal static unsafe class MGetCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        nint start = call.Reply.Length;
        call.Reply.Array(call.Count - 1);
        for (int i = 1; i < call.Count && !call.Reply.HasOverflowed; i++)
        {
            if ((i - 1) % KeyLookahead.MostKeys == 0)
            {
                call.Lookahead?.Prefetch(call, i);
            }

            nint before = call.Reply.Length;
            if (call.TryKey(i, out byte* key, out int length))
            {
                call.ReplyWithObject(key, length);
            }

            // Clients expect no errors within an array: an error takes the array's place.
            if (call.Reply.Length > before && call.Reply.Start[before] == (byte)'-')
            {
                byte[] error = call.Reply.Bytes[(int)before..].ToArray();
                call.Reply.CutTo(start);
                call.Reply.Raw(error);
                return;
            }
        }
    }
}
