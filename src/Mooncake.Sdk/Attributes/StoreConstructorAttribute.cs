namespace Mooncake;

/// <summary>Chooses the constructor that reading calls, where there are several. Its parameters are named after members.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class StoreConstructorAttribute : Attribute;
