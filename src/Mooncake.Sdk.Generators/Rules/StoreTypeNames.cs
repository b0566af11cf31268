namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The SDK's types, which this project knows by name only.</summary>
internal static class StoreTypeNames
{
    /// <summary>Marks a type that stored types may hold.</summary>
    public const string StoreObject = "Mooncake.StoreObjectAttribute";

    /// <summary>Marks a stored type.</summary>
    public const string StoreKey = "Mooncake.StoreKeyAttribute";

    /// <summary>Lists a concrete type of a union.</summary>
    public const string StoreUnion = "Mooncake.StoreUnionAttribute";

    /// <summary>Leaves a member out.</summary>
    public const string StoreIgnore = "Mooncake.StoreIgnoreAttribute";

    /// <summary>Takes a member in that is not public.</summary>
    public const string StoreInclude = "Mooncake.StoreIncludeAttribute";

    /// <summary>States a member's place.</summary>
    public const string StoreOrder = "Mooncake.StoreOrderAttribute";

    /// <summary>Chooses a constructor.</summary>
    public const string StoreConstructor = "Mooncake.StoreConstructorAttribute";

    /// <summary>Keeps a member's initializer.</summary>
    public const string StoreKeepInitializer = "Mooncake.StoreKeepInitializerAttribute";

    /// <summary>Writes strings in UTF-16.</summary>
    public const string StoreUtf16 = "Mooncake.StoreUtf16Attribute";

    /// <summary>Has a member of a type that MemoryPack serializes point into the lease that it is read from.</summary>
    public const string StoreBorrowed = "Mooncake.StoreBorrowedAttribute";

    /// <summary>The namespace of readers, writers and shapes, as emitted code names it.</summary>
    public const string Serialization = "global::Mooncake.Serialization.";

    /// <summary>The namespace of codecs, as emitted code names it.</summary>
    public const string Codecs = "global::Mooncake.Serialization.CompilerServices.";

    /// <summary>The codec that is emitted inside each stored type.</summary>
    public const string EmittedCodec = "StoreCodec";
}
