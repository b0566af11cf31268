namespace Mooncake.Backends;

/// <summary>Expiry values with a special meaning. Every positive value is a time, in milliseconds since 1970-01-01 UTC.</summary>
public static class ObjectExpiry
{
    /// <summary>The object does not expire.</summary>
    public const long Never = 0;

    /// <summary>A replacement keeps the expiry of the object that it replaces; a new object never expires.</summary>
    public const long Keep = -1;
}
