namespace Mooncake;

/// <summary>Excludes a public member from the stored bytes.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class StoreIgnoreAttribute : Attribute;
