namespace Mooncake.Server.Commands.Keys;

/// <summary>MEMORY USAGE key [SAMPLES count]: about how many bytes an object takes with its key.</summary>
internal static unsafe class MemoryCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void RunUsage(CommandContext call)
    {
        if (call.Count > 3 && !(call.Count == 5 && call.Is(3, "samples"u8)))
        {
            call.SyntaxError();
            return;
        }

        if (call.Count == 5)
        {
            if (!call.TryInteger(4, out long samples))
            {
                return;
            }

            if (samples < 0)
            {
                call.SyntaxError();
                return;
            }
        }

        if (!call.TryKey(2, out byte* key, out int length))
        {
            return;
        }

        long size = call.Engine.Backend.GetSize(key, length);
        if (size < 0)
        {
            call.ReplyWithout(size, key, length);
        }
        else
        {
            call.Reply.Integer(size + length + Overhead);
        }
    }

    /// <summary>What an entry of the embedded engine's index takes, in bytes.</summary>
    private const int Overhead = 64;
}
