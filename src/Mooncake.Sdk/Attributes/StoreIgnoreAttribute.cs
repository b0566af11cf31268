namespace Mooncake;

/// <summary>Leaves a public member out of the stored bytes.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class StoreIgnoreAttribute : Attribute;
