using Mooncake.Backends;

namespace Mooncake.Server.Commands.Strings;

/// <summary>SETEX key seconds value and PSETEX key milliseconds value.</summary>
internal static unsafe class SetExCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call) => Set(call, ExpiryUnit.Seconds);

    /// <summary>Carries PSETEX out.</summary>
    internal static void RunMilliseconds(CommandContext call) => Set(call, ExpiryUnit.Milliseconds);

    private static void Set(CommandContext call, ExpiryUnit unit)
    {
        if (!call.TryKey(1, out byte* key, out int length) || !ExpiryArgument.TryRead(call, 2, unit, out long expiresAt))
        {
            return;
        }

        byte* value = call.Address(3, out int size);
        if (!call.RequireValue(size) || !call.RequireWriter())
        {
            return;
        }

        int answer = call.Engine.Writer!.PutIf(
            key, length, value, (nuint)size, null, new PutTerms(PutCondition.Always, 0, expiresAt), out _);
        if (answer == 0)
        {
            call.Reply.Ok();
        }
        else
        {
            call.Fail(answer, key, length);
        }
    }
}
