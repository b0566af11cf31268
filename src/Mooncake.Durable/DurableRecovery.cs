namespace Mooncake.Durable;

/// <summary>
/// What opening does with a damaged log. An incomplete last record is dropped in either case: its write was never acknowledged.
/// </summary>
public enum DurableRecovery
{
    /// <summary>Opening fails, and nothing is changed.</summary>
    Strict = 0,

    /// <summary>Everything before the damage is kept, and everything after it is lost, acknowledged or not.</summary>
    ToDamage = 2,
}
