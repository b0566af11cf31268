namespace Mooncake;

/// <summary>States the order of a member among the stored members; must not change once objects are stored.</summary>
/// <param name="order">
/// Members are sorted by it; a member without it uses its position in the declaration. In a version-tolerant type it is the number
/// of the member's slot, 0 to 248; numbers may be unused.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class StoreOrderAttribute(int order) : Attribute
{
    /// <summary>The order.</summary>
    public int Order { get; } = order;
}
