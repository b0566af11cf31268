namespace Mooncake.Server.Commands.Keys;

/// <summary>TYPE key: every object is a string.</summary>
internal static unsafe class TypeCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length))
        {
            return;
        }

        int answer = call.Engine.Backend.IsExist(key, length);
        if (answer < 0)
        {
            call.Fail(answer, key, length);
        }
        else
        {
            call.Reply.Simple(answer == 1 ? "string"u8 : "none"u8);
        }
    }
}
