namespace Mooncake.Server.Commands.Connection;

/// <summary>CLIENT NO-EVICT and NO-TOUCH: accepted, for clients that send them; the server evicts no clients.</summary>
internal static class ClientModeCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void RunNoEvict(CommandContext call)
    {
        if (TryReadSwitch(call, out bool isOn))
        {
            call.Session.IsNoEvict = isOn;
            call.Reply.Ok();
        }
    }

    /// <summary>Carries CLIENT NO-TOUCH out.</summary>
    internal static void RunNoTouch(CommandContext call)
    {
        if (TryReadSwitch(call, out _))
        {
            call.Reply.Ok();
        }
    }

    private static bool TryReadSwitch(CommandContext call, out bool isOn)
    {
        isOn = call.Is(2, "on"u8);
        if (isOn || call.Is(2, "off"u8))
        {
            return true;
        }

        call.SyntaxError();
        return false;
    }
}
