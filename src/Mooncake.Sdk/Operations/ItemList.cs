using System.Runtime.InteropServices;

namespace Mooncake.Operations;

/// <summary>Lists from callers, as spans: an interface call for each item costs more than reading it.</summary>
internal static class ItemList
{
    /// <summary>
    /// A list for <see cref="SpanOf"/>: the same instance if it is an array or a <see cref="List{T}"/>, otherwise a copy.
    /// </summary>
    internal static IReadOnlyList<T> Normalize<T>(IReadOnlyList<T> items) => items is T[] or List<T> ? items : items.ToArray();

    /// <summary>The items of a normalized list; valid until the list changes.</summary>
    internal static ReadOnlySpan<T> SpanOf<T>(IReadOnlyList<T> items) =>
        items is T[] array ? array : CollectionsMarshal.AsSpan((List<T>)items);
}
