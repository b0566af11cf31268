using System.Text;
using Mooncake.Backends;

namespace Mooncake.Server.Commands.Keys;

/// <summary>EXPIRE, PEXPIRE, EXPIREAT and PEXPIREAT key time [NX | XX | GT | LT].</summary>
internal static unsafe class ExpireCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call) => Change(call, isRelative: true, isSeconds: true);

    /// <summary>Carries PEXPIRE out.</summary>
    internal static void RunMilliseconds(CommandContext call) => Change(call, isRelative: true, isSeconds: false);

    /// <summary>Carries EXPIREAT out.</summary>
    internal static void RunAt(CommandContext call) => Change(call, isRelative: false, isSeconds: true);

    /// <summary>Carries PEXPIREAT out.</summary>
    internal static void RunAtMilliseconds(CommandContext call) => Change(call, isRelative: false, isSeconds: false);

    private static void Change(CommandContext call, bool isRelative, bool isSeconds)
    {
        if (!call.TryKey(1, out byte* key, out int length)
            || !TryReadOptions(call, out ExpiryChange change)
            || !TryReadTime(call, isRelative, isSeconds, out long expiresAt)
            || !call.RequireExpiry())
        {
            return;
        }

        // Also where the condition does not hold, an object must be there, and be there still.
        long current = change == ExpiryChange.Always ? ObjectExpiry.Never : call.Engine.Expiry!.GetExpiry(key, length);
        long answer = current < 0 ? current
            : Holds(change, current, expiresAt) ? call.Engine.Expiry!.SetExpiry(key, length, Math.Max(expiresAt, 1))
            : (int)StoreErrorCode.ObjectNotFound;
        if (answer is 0 or (int)StoreErrorCode.ObjectNotFound)
        {
            call.Reply.Integer(answer == 0 ? 1 : 0);
        }
        else
        {
            call.Fail(answer, key, length);
        }
    }

    private static bool Holds(ExpiryChange change, long current, long expiresAt)
    {
        bool expires = current != ObjectExpiry.Never;
        return !((change & ExpiryChange.IfNone) != 0 && expires)
            && !((change & ExpiryChange.IfAny) != 0 && !expires)
            && !((change & ExpiryChange.IfLater) != 0 && (!expires || expiresAt <= current))
            && !((change & ExpiryChange.IfEarlier) != 0 && expires && expiresAt >= current);
    }

    private static bool TryReadOptions(CommandContext call, out ExpiryChange change)
    {
        change = ExpiryChange.Always;
        for (int i = 3; i < call.Count; i++)
        {
            ExpiryChange option = call.Is(i, "nx"u8) ? ExpiryChange.IfNone
                : call.Is(i, "xx"u8) ? ExpiryChange.IfAny
                : call.Is(i, "gt"u8) ? ExpiryChange.IfLater
                : call.Is(i, "lt"u8) ? ExpiryChange.IfEarlier
                : ExpiryChange.Always;
            if (option == ExpiryChange.Always)
            {
                call.Reply.Error($"ERR Unsupported option {Encoding.Latin1.GetString(call[i])}");
                return false;
            }

            change |= option;
        }

        if ((change & ExpiryChange.IfNone) != 0 && change != ExpiryChange.IfNone)
        {
            call.Reply.Error("ERR NX and XX, GT or LT options at the same time are not compatible"u8);
            return false;
        }

        if ((change & (ExpiryChange.IfLater | ExpiryChange.IfEarlier)) == (ExpiryChange.IfLater | ExpiryChange.IfEarlier))
        {
            call.Reply.Error("ERR GT and LT options at the same time are not compatible"u8);
            return false;
        }

        return true;
    }

    private static bool TryReadTime(CommandContext call, bool isRelative, bool isSeconds, out long expiresAt)
    {
        if (!call.TryInteger(2, out expiresAt))
        {
            return false;
        }

        long start = isRelative ? call.Now : 0;
        bool fits = !isSeconds || expiresAt is <= long.MaxValue / 1000 and >= long.MinValue / 1000;
        expiresAt = isSeconds && fits ? expiresAt * 1000 : expiresAt;
        if (!fits || expiresAt > long.MaxValue - start)
        {
            call.Reply.Error($"ERR invalid expire time in '{call.Command.Name}' command");
            return false;
        }

        expiresAt += start;
        return true;
    }
}
