namespace Mooncake.Server.Commands.Strings;

/// <summary>The options of SET and GETEX.</summary>
internal readonly record struct StringOptions
{
    private ExpiryUnit Unit { get; init; }

    private int TimeIndex { get; init; }

    /// <summary>Only if there is no object.</summary>
    internal bool IsNx { get; private init; }

    /// <summary>Only if there is an object.</summary>
    internal bool IsXx { get; private init; }

    /// <summary>Reply with the object that was there.</summary>
    internal bool IsGet { get; private init; }

    /// <summary>The expiry stays.</summary>
    internal bool IsKeepTtl { get; private init; }

    /// <summary>The expiry goes.</summary>
    internal bool IsPersist { get; private init; }

    /// <summary>True if a time is given.</summary>
    internal bool HasTime => Unit != ExpiryUnit.None;

    /// <summary>Reads the options.</summary>
    /// <param name="call">The command.</param>
    /// <param name="first">Where they begin.</param>
    /// <param name="isSet">True for those of SET, false for those of GETEX.</param>
    /// <param name="options">The options.</param>
    /// <returns>False if they are wrong; then the reply says so.</returns>
    internal static bool TryParse(CommandContext call, int first, bool isSet, out StringOptions options)
    {
        options = default;
        for (int i = first; i < call.Count; i++)
        {
            bool hasExpiry = options.HasTime || options.IsKeepTtl || options.IsPersist;
            if (isSet && !options.IsXx && call.Is(i, "nx"u8))
            {
                options = options with { IsNx = true };
            }
            else if (isSet && !options.IsNx && call.Is(i, "xx"u8))
            {
                options = options with { IsXx = true };
            }
            else if (isSet && call.Is(i, "get"u8))
            {
                options = options with { IsGet = true };
            }
            else if (isSet && !options.HasTime && call.Is(i, "keepttl"u8))
            {
                options = options with { IsKeepTtl = true };
            }
            else if (!isSet && !options.HasTime && call.Is(i, "persist"u8))
            {
                options = options with { IsPersist = true };
            }
            else if (i + 1 < call.Count
                && UnitOf(call, i) is not ExpiryUnit.None and ExpiryUnit unit
                && (!hasExpiry || unit == options.Unit))
            {
                // A unit may be repeated, as in Redis; the last time counts.
                options = options with { Unit = unit, TimeIndex = ++i };
            }
            else
            {
                call.SyntaxError();
                return false;
            }
        }

        return true;
    }

    /// <summary>The expiry that a new object gets.</summary>
    /// <returns>False if the time is not valid; then the reply says so.</returns>
    internal bool TryExpiry(CommandContext call, out long expiresAt)
    {
        expiresAt = IsKeepTtl ? Backends.ObjectExpiry.Keep : Backends.ObjectExpiry.Never;
        return !HasTime || ExpiryArgument.TryRead(call, TimeIndex, Unit, out expiresAt);
    }

    private static ExpiryUnit UnitOf(CommandContext call, int index) =>
        call.Is(index, "ex"u8) ? ExpiryUnit.Seconds
        : call.Is(index, "px"u8) ? ExpiryUnit.Milliseconds
        : call.Is(index, "exat"u8) ? ExpiryUnit.AtSeconds
        : call.Is(index, "pxat"u8) ? ExpiryUnit.AtMilliseconds
        : ExpiryUnit.None;
}
