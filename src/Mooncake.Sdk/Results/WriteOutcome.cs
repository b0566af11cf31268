namespace Mooncake;

/// <summary>What a failed operation did to the store.</summary>
public enum WriteOutcome : byte
{
    /// <summary>The operation does not write.</summary>
    NotAWrite = 0,

    /// <summary>Nothing was written or removed.</summary>
    NotApplied = 1,

    /// <summary>The write was applied, but a later step failed.</summary>
    Applied = 2,

    /// <summary>The write's completion was not observed: it may have been applied, or may still be.</summary>
    Unknown = 3,

    /// <summary>
    /// Only a part was applied: a replacement removed the old object and stored no new one, or a removal of many objects removed only some
    /// of them.
    /// </summary>
    PartlyApplied = 4,
}
