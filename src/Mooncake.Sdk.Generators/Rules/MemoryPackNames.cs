namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The types of the package MemoryPack, which this project knows by name only.</summary>
internal static class MemoryPackNames
{
    /// <summary>The package's entry point, by its metadata name.</summary>
    public const string Serializer = "MemoryPack.MemoryPackSerializer";

    /// <summary>Marks a type that the package serializes.</summary>
    public const string Packable = "MemoryPack.MemoryPackableAttribute";

    /// <summary>Lists a concrete type of a union.</summary>
    public const string Union = "MemoryPack.MemoryPackUnionAttribute";

    /// <summary>Leaves a member out.</summary>
    public const string Ignore = "MemoryPack.MemoryPackIgnoreAttribute";

    /// <summary>Takes a member in that is not public.</summary>
    public const string Include = "MemoryPack.MemoryPackIncludeAttribute";

    /// <summary>States a member's place.</summary>
    public const string Order = "MemoryPack.MemoryPackOrderAttribute";

    /// <summary>Writes a member's strings in UTF-16.</summary>
    public const string Utf16 = "MemoryPack.Utf16StringFormatterAttribute";

    /// <summary>The form of a type's bytes: plain, version tolerant and others.</summary>
    public const string GenerateType = "MemoryPack.GenerateType";

    /// <summary>The serializer, as emitted code names it.</summary>
    public const string EmittedSerializer = "global::MemoryPack.MemoryPackSerializer";

    /// <summary>What the serializer throws, as emitted code names it.</summary>
    public const string EmittedException = "global::MemoryPack.MemoryPackSerializationException";

    /// <summary>The namespace of the package's formatters, for emitted code.</summary>
    public const string Formatters = "global::MemoryPack.Formatters.";
}
