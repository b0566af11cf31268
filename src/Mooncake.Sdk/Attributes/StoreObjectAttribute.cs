namespace Mooncake;

/// <summary>
/// Makes a partial type one that stored types may hold: code that writes and reads it in the MemoryPack binary format is
/// generated. A type marked <c>[StoreKey]</c> has this already; both may stand on one type to choose a layout.
/// </summary>
/// <param name="layout">How the members are laid out.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class StoreObjectAttribute(StoreLayout layout = StoreLayout.Sequential) : Attribute
{
    /// <summary>How the members are laid out.</summary>
    public StoreLayout Layout { get; } = layout;
}
