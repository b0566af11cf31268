namespace Mooncake.Server.Commands.Keys;

/// <summary>EXISTS key [key ...] and TOUCH key [key ...]: how many of the keys have an object.</summary>
internal static unsafe class ExistsCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        int found = 0;
        for (int i = 1; i < call.Count; i++)
        {
            if (!call.TryKey(i, out byte* key, out int length))
            {
                return;
            }

            int answer = call.Engine.Backend.IsExist(key, length);
            if (answer < 0)
            {
                call.Fail(answer, key, length);
                return;
            }

            found += answer;
        }

        call.Reply.Integer(found);
    }
}
