namespace Mooncake.Server.Commands.Strings;

/// <summary>How a time is given.</summary>
internal enum ExpiryUnit
{
    /// <summary>It is not.</summary>
    None = 0,

    /// <summary>EX: seconds from now.</summary>
    Seconds,

    /// <summary>PX: milliseconds from now.</summary>
    Milliseconds,

    /// <summary>EXAT: seconds since 1970.</summary>
    AtSeconds,

    /// <summary>PXAT: milliseconds since 1970.</summary>
    AtMilliseconds,
}
