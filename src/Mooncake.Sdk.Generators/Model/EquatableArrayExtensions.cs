namespace Mooncake.Sdk.Generators.Model;

/// <summary>Makes <see cref="EquatableArray{T}"/> from sequences.</summary>
internal static class EquatableArrayExtensions
{
    /// <summary>Copies a sequence.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">The items, in order.</param>
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items)
        where T : IEquatable<T>
    {
        return new EquatableArray<T>([.. items]);
    }
}
