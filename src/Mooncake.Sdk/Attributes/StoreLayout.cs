namespace Mooncake;

/// <summary>How the members of a stored type are laid out in its bytes.</summary>
public enum StoreLayout
{
    /// <summary>
    /// In declaration order, unless <see cref="StoreOrderAttribute"/> states another. Members may be appended later. The default.
    /// </summary>
    Sequential = 0,

    /// <summary>In the order that <see cref="StoreOrderAttribute"/> states on every member, 0 to count - 1.</summary>
    Explicit = 1,

    /// <summary>
    /// Each member with its length, so that members may be added and removed at any place. The order is given by
    /// <see cref="StoreOrderAttribute"/> on every member, or on none for declaration order.
    /// </summary>
    VersionTolerant = 2,
}
