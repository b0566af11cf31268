namespace Mooncake.Server.Commands.Strings;

/// <summary>GET key: the object's bytes, or nothing.</summary>
internal static unsafe class GetCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (call.TryKey(1, out byte* key, out int length))
        {
            call.ReplyWithObject(key, length);
        }
    }
}
