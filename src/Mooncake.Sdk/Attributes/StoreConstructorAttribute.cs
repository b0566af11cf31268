namespace Mooncake;

/// <summary>Selects the constructor that reading calls if there are several. Its parameters must have the names of members.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class StoreConstructorAttribute : Attribute;
