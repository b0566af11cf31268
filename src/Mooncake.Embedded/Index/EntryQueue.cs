namespace Mooncake.Embedded.Index;

/// <summary>The eviction list that contains an entry.</summary>
internal enum EntryQueue : byte
{
    /// <summary>None: not in use, or on its way to its arena's retired list.</summary>
    None = 0,

    /// <summary>In the age lists of ordinary objects.</summary>
    Ordinary = 1,

    /// <summary>In the age lists of soft-pinned objects.</summary>
    SoftPinned = 2,

    /// <summary>An ordinary object set aside until its lease ends.</summary>
    ParkedOrdinary = 3,

    /// <summary>A soft-pinned object set aside until its lease ends.</summary>
    ParkedSoftPinned = 4,

    /// <summary>None: a hard-pinned object, which is never evicted.</summary>
    HardPinned = 5,
}
