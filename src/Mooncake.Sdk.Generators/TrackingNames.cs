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
}
