namespace Mooncake;

/// <summary>
/// Keeps the value of a member's initializer if the bytes were written before the member existed. Without the attribute, such a member
/// gets the default of its type.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class StoreKeepInitializerAttribute : Attribute;
