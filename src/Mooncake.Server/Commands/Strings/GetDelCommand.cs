namespace Mooncake.Server.Commands.Strings;

/// <summary>GETDEL key: removes an object, and replies with it; of several clients only one gets it.</summary>
internal static unsafe class GetDelCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length) || !call.RequireWriter())
        {
            return;
        }

        while (true)
        {
            call.Scratch.Length = 0;
            call.Scratch.Reserve(512);
            nint capacity = call.Scratch.Capacity;
            long size = call.Engine.Writer!.Take(key, length, call.Scratch.Start, (nuint)capacity, 0, out _);
            if (size < 0)
            {
                call.ReplyWithout(size, key, length);
                return;
            }

            if (size <= capacity)
            {
                call.Reply.Bulk(call.Scratch.Start, size);
                return;
            }

            // Neither copied nor removed.
            call.Scratch.Reserve((nint)size);
        }
    }
}
