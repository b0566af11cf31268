namespace Mooncake;

/// <summary>
/// Makes a partial type usable as a member of stored types: code that writes and reads it in the MemoryPack binary format is
/// generated. A type with <c>[StoreKey]</c> has this already; use both to select a layout.
/// </summary>
/// <param name="layout">The layout of the members.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class StoreObjectAttribute(StoreLayout layout = StoreLayout.Sequential) : Attribute
{
    /// <summary>The layout of the members.</summary>
    public StoreLayout Layout { get; } = layout;
}
