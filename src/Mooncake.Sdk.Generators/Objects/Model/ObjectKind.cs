namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>The forms in which a type's values are encoded.</summary>
internal enum ObjectKind
{
    /// <summary>A member count and the members.</summary>
    Object,

    /// <summary>Slot lengths and the members.</summary>
    VersionTolerant,

    /// <summary>A tag and the concrete type's value.</summary>
    Union,

    /// <summary>The memory of a struct without references.</summary>
    Image,

    /// <summary>Slot lengths, the object's number and the members: MemoryPack's only.</summary>
    CircularReference,

    /// <summary>What has no members, a collection for example: MemoryPack's only.</summary>
    Value,

    /// <summary>Not at all: a rule reports an error. What is emitted fails, and only keeps the error from causing others.</summary>
    Unavailable,
}
