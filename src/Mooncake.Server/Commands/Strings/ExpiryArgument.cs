namespace Mooncake.Server.Commands.Strings;

/// <summary>Reads times at which an object that is stored expires.</summary>
internal static class ExpiryArgument
{
    /// <summary>Reads a time.</summary>
    /// <param name="call">The command.</param>
    /// <param name="index">Which argument.</param>
    /// <param name="unit">How it is given.</param>
    /// <param name="expiresAt">The time in milliseconds since 1970.</param>
    /// <returns>False if it is not valid; then the reply says so.</returns>
    internal static bool TryRead(CommandContext call, int index, ExpiryUnit unit, out long expiresAt)
    {
        if (!call.TryInteger(index, out expiresAt))
        {
            return false;
        }

        bool isSeconds = unit is ExpiryUnit.Seconds or ExpiryUnit.AtSeconds;
        long start = unit is ExpiryUnit.Seconds or ExpiryUnit.Milliseconds ? call.Now : 0;
        if (expiresAt <= 0 || (isSeconds && expiresAt > long.MaxValue / 1000))
        {
            return Refuse(call);
        }

        expiresAt *= isSeconds ? 1000 : 1;
        if (expiresAt > long.MaxValue - start)
        {
            return Refuse(call);
        }

        expiresAt += start;
        return call.RequireExpiry();
    }

    private static bool Refuse(CommandContext call)
    {
        call.Reply.Error($"ERR invalid expire time in '{call.Command.Name}' command");
        return false;
    }
}
