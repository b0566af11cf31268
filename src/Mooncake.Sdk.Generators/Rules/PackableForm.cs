namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The forms in which MemoryPack writes the values of a <c>[MemoryPackable]</c> type.</summary>
internal enum PackableForm
{
    /// <summary>A member count and the members.</summary>
    Object,

    /// <summary>Slot lengths and the members.</summary>
    VersionTolerant,

    /// <summary>The same, with a number for each object, so that objects can refer to each other.</summary>
    CircularReference,

    /// <summary>The elements of a collection.</summary>
    Collection,

    /// <summary>What a formatter writes that the user registers.</summary>
    NoGenerate,

    /// <summary>A tag and the concrete type's value.</summary>
    Union,
}
