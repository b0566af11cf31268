namespace Mooncake.Backends;

/// <summary>Why an engine has no room for an object.</summary>
public enum OutOfSpaceCause
{
    /// <summary>The engine cannot determine the cause.</summary>
    Unknown = 0,

    /// <summary>No client lends a segment.</summary>
    NoSegment = 1,

    /// <summary>The object is larger than the largest segment or the engine's limit.</summary>
    ObjectTooLarge = 2,

    /// <summary>Hard-pinned objects occupy so much that the object would not fit, whatever else is evicted.</summary>
    HardPins = 3,

    /// <summary>Leases protect the other objects from eviction.</summary>
    Leases = 4,

    /// <summary>The disk is full. Puts fail until space has been freed and the store has been opened again.</summary>
    DiskFull = 5,
}
