using Mooncake.Backends;

namespace Mooncake.Server.Commands.Keys;

/// <summary>TTL, PTTL, EXPIRETIME and PEXPIRETIME: when an object expires; -1 for never, -2 if there is none.</summary>
internal static unsafe class TimeToLiveCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call) => Answer(call, isRelative: true, isSeconds: true);

    /// <summary>Carries PTTL out.</summary>
    internal static void RunMilliseconds(CommandContext call) => Answer(call, isRelative: true, isSeconds: false);

    /// <summary>Carries EXPIRETIME out.</summary>
    internal static void RunTime(CommandContext call) => Answer(call, isRelative: false, isSeconds: true);

    /// <summary>Carries PEXPIRETIME out.</summary>
    internal static void RunTimeMilliseconds(CommandContext call) => Answer(call, isRelative: false, isSeconds: false);

    private static void Answer(CommandContext call, bool isRelative, bool isSeconds)
    {
        if (!call.TryKey(1, out byte* key, out int length) || !call.RequireExpiry())
        {
            return;
        }

        long expiry = call.Engine.Expiry!.GetExpiry(key, length);
        switch (expiry)
        {
            case ObjectExpiry.Never:
                call.Reply.Integer(-1);
                break;
            case (int)StoreErrorCode.ObjectNotFound:
                call.Reply.Integer(-2);
                break;
            case < 0:
                call.Fail(expiry, key, length);
                break;
            default:
                long value = isRelative ? Math.Max(expiry - call.Now, 0) : expiry;
                call.Reply.Integer(isSeconds ? (value / 1000) + (value % 1000 >= 500 ? 1 : 0) : value);
                break;
        }
    }
}
