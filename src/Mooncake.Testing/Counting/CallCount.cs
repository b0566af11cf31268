namespace Mooncake.Testing;

/// <summary>The counts that a <see cref="CountingBackend"/> has recorded for one call or several.</summary>
/// <param name="Calls">Number of calls made, returned or not: a batch is one.</param>
/// <param name="Items">Number of items in them: a call that is not a batch has one.</param>
/// <param name="Bytes">Bytes of the objects stored or fetched by the items that succeeded; of registrations, the bytes registered.</param>
public readonly record struct CallCount(long Calls, long Items, long Bytes)
{
    /// <summary>Adds two counts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sums of the members.</returns>
    public static CallCount operator +(CallCount left, CallCount right) =>
        new(left.Calls + right.Calls, left.Items + right.Items, left.Bytes + right.Bytes);

    /// <summary>Subtracts an earlier count from a later one.</summary>
    /// <param name="left">The later count.</param>
    /// <param name="right">The earlier count.</param>
    /// <returns>The differences of the members.</returns>
    public static CallCount operator -(CallCount left, CallCount right) =>
        new(left.Calls - right.Calls, left.Items - right.Items, left.Bytes - right.Bytes);

    /// <summary>The same as the operator <c>+</c>.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The sums of the members.</returns>
    public CallCount Add(CallCount other) => this + other;

    /// <summary>The same as the operator <c>-</c>.</summary>
    /// <param name="earlier">The earlier count.</param>
    /// <returns>The differences of the members.</returns>
    public CallCount Subtract(CallCount earlier) => this - earlier;
}
