namespace Mooncake;

/// <summary>Stores a member that is not public.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class StoreIncludeAttribute : Attribute;
