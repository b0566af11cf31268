namespace Mooncake;

/// <summary>What a failed operation did to the store.</summary>
public enum WriteOutcome : byte
{
    /// <summary>The operation does not write.</summary>
    NotAWrite = 0,

    /// <summary>Nothing was written or removed.</summary>
    NotApplied = 1,

    /// <summary>The write took place, and something after it failed.</summary>
    Applied = 2,

    /// <summary>The write was handed over and its end was not seen: it may have taken place, or may still.</summary>
    Unknown = 3,

    /// <summary>The first half took place and the second did not: a replacement removed the old object and stored no new one.</summary>
    PartlyApplied = 4,
}
