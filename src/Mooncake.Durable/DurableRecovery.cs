namespace Mooncake.Durable;

/// <summary>
/// What opening does with a damaged log. An incomplete last record is dropped in either case: its write was never acknowledged.
/// </summary>
public enum DurableRecovery
{
    /// <summary>Opening fails, and nothing is changed.</summary>
    Strict = 0,

    /// <summary>Everything up to the damage is kept, and everything behind it is lost, acknowledged or not.</summary>
    ToDamage = 2,
}
