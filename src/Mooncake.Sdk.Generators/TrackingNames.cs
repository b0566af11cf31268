namespace Mooncake.Sdk.Generators;

/// <summary>The names of the pipeline's steps, by which tests see what an edit re-runs.</summary>
internal static class TrackingNames
{
    /// <summary>The models of types marked <c>[StoreObject]</c>.</summary>
    public const string StoreObjects = nameof(StoreObjects);

    /// <summary>The models of types marked <c>[StoreKey]</c> alone, for their wire shape.</summary>
    public const string StoreKeyObjects = nameof(StoreKeyObjects);

    /// <summary>The models of types marked <c>[StoreUnion]</c> alone.</summary>
    public const string StoreUnions = nameof(StoreUnions);

    /// <summary>The models of types marked <c>[StoreKey]</c>, for their keys and typed sets.</summary>
    public const string StoreRecords = nameof(StoreRecords);

    /// <summary>Whether the consumer's C# has extension members.</summary>
    public const string ExtensionMembers = nameof(ExtensionMembers);

    /// <summary>The types that MemoryPack serializes and that hold stored types.</summary>
    public const string Packables = nameof(Packables);

    /// <summary>The engines that referenced assemblies bring.</summary>
    public const string Engines = nameof(Engines);
}
