namespace Mooncake.Backends;

/// <summary>The values of an expiry that are not a time. Every positive value is one, in milliseconds since 1970-01-01 UTC.</summary>
public static class ObjectExpiry
{
    /// <summary>The object does not expire.</summary>
    public const long Never = 0;

    /// <summary>The object that replaces another gets the other's expiry; a new object never expires.</summary>
    public const long Keep = -1;
}
