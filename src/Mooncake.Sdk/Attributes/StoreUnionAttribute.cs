namespace Mooncake;

/// <summary>
/// Lists a concrete type that may stand where an abstract class or an interface is declared; a tag in front of the value tells
/// which. The exact run-time type decides, so every type that occurs has to be listed.
/// </summary>
/// <param name="tag">What stands for the type in the bytes; never to be changed once objects are stored.</param>
/// <param name="type">A <c>[StoreObject]</c> class that derives from or implements the type this stands on.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class StoreUnionAttribute(ushort tag, Type type) : Attribute
{
    /// <summary>What stands for the type in the bytes; below 250 it takes one byte, else three.</summary>
    public ushort Tag { get; } = tag;

    /// <summary>The concrete type.</summary>
    public Type Type { get; } = type;
}
