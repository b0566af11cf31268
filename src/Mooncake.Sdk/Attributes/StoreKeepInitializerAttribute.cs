namespace Mooncake;

/// <summary>
/// Leaves a member as its initializer made it when the bytes were written before the member existed. Without this, such a
/// member reads as the default of its type.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class StoreKeepInitializerAttribute : Attribute;
