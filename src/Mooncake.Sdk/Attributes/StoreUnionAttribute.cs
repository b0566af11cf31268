namespace Mooncake;

/// <summary>
/// Lists a concrete type of an abstract class or an interface; a tag before the value identifies it. The exact run-time type
/// decides, so every type that occurs must be listed.
/// </summary>
/// <param name="tag">Identifies the type in the bytes; must not change once objects are stored.</param>
/// <param name="type">A <c>[StoreObject]</c> class that derives from or implements the attributed type.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class StoreUnionAttribute(ushort tag, Type type) : Attribute
{
    /// <summary>Identifies the type in the bytes; takes one byte below 250, otherwise three.</summary>
    public ushort Tag { get; } = tag;

    /// <summary>The concrete type.</summary>
    public Type Type { get; } = type;
}
