namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The types of MemoryPack, which this project does not reference, by their metadata names.</summary>
internal static class MemoryPackNames
{
    /// <summary>Marks a type that MemoryPack serializes.</summary>
    public const string Packable = "MemoryPack.MemoryPackableAttribute";

    /// <summary>The form of a type's bytes: plain, version tolerant and others.</summary>
    public const string GenerateType = "MemoryPack.GenerateType";

    /// <summary>Lists a concrete type of a union.</summary>
    public const string Union = "MemoryPack.MemoryPackUnionAttribute";

    /// <summary>Leaves a member out.</summary>
    public const string Ignore = "MemoryPack.MemoryPackIgnoreAttribute";

    /// <summary>Takes a member in that is not public.</summary>
    public const string Include = "MemoryPack.MemoryPackIncludeAttribute";

    /// <summary>Lets a member have a type that MemoryPack finds a formatter for only when the program runs.</summary>
    public const string AllowSerialize = "MemoryPack.MemoryPackAllowSerializeAttribute";

    /// <summary>States a member's place.</summary>
    public const string Order = "MemoryPack.MemoryPackOrderAttribute";

    /// <summary>Chooses a constructor.</summary>
    public const string Constructor = "MemoryPack.MemoryPackConstructorAttribute";

    /// <summary>Keeps a member's initializer.</summary>
    public const string KeepInitializer = "MemoryPack.SuppressDefaultInitializationAttribute";

    /// <summary>Writes a member's strings in UTF-16.</summary>
    public const string Utf16 = "MemoryPack.Utf16StringFormatterAttribute";

    /// <summary>The base of attributes that give a member a formatter; the last type argument is the member's type.</summary>
    public const string CustomFormatter = "MemoryPack.MemoryPackCustomFormatterAttribute";

    /// <summary>The namespace of MemoryPack's formatters, as emitted code names it.</summary>
    public const string Formatters = "global::MemoryPack.Formatters.";
}
