namespace Mooncake.Backends;

/// <summary>Why an engine has no room for an object.</summary>
public enum NoRoomCause
{
    /// <summary>The engine cannot tell.</summary>
    Unknown = 0,

    /// <summary>There is no segment at all.</summary>
    NoSegment = 1,

    /// <summary>The object is larger than the largest segment.</summary>
    ObjectTooLarge = 2,

    /// <summary>Hard-pinned objects take so much that the object would not fit beside them, whatever is evicted.</summary>
    HardPins = 3,

    /// <summary>Leases keep the other objects from eviction.</summary>
    Leases = 4,
}
