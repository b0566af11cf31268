namespace Mooncake;

/// <summary>States a member's place among the stored members; never to be changed once objects are stored.</summary>
/// <param name="order">
/// Members are sorted by it; one without it counts by its place in the declaration. In a version-tolerant type it is the number
/// of the member's slot, 0 to 248, and a number may be left unused.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class StoreOrderAttribute(int order) : Attribute
{
    /// <summary>The place.</summary>
    public int Order { get; } = order;
}
