namespace Mooncake.Server.Commands.Keys;

/// <summary>When EXPIRE and its relatives change an expiry.</summary>
[Flags]
internal enum ExpiryChange
{
    /// <summary>Always.</summary>
    Always = 0,

    /// <summary>NX: if the object does not expire.</summary>
    IfNone = 1,

    /// <summary>XX: if it expires.</summary>
    IfAny = 2,

    /// <summary>GT: to a later time.</summary>
    IfLater = 4,

    /// <summary>LT: to an earlier time.</summary>
    IfEarlier = 8,
}
