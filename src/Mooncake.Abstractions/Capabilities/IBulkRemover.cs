namespace Mooncake.Backends;

/// <summary>
/// An engine that removes many objects in one call and counts the leased ones that it skips. Optional for a <see cref="StoreBackend"/>.
/// </summary>
/// <remarks>
/// Without it, callers use <see cref="StoreBackend.RemoveByRegex"/> with an anchored expression, and <see cref="StoreBackend.RemoveAll"/>,
/// which do not report leases. Each call returns -600 before setup and after disposal.
/// </remarks>
public interface IBulkRemover
{
    /// <summary>
    /// Removes every object whose key begins with a prefix. Takes time proportional to the number of objects; not bounded.
    /// </summary>
    /// <param name="prefix">UTF-8 without NUL. An empty prefix matches every key.</param>
    /// <param name="filter">Selects among the keys with the prefix; null for all of them. Must not throw.</param>
    /// <param name="force">True to remove leased objects as well; false skips them.</param>
    /// <param name="skipped">The number of objects skipped because of a lease.</param>
    /// <returns>The number of objects removed, or a negative <see cref="StoreErrorCode"/>.</returns>
    long RemoveByPrefix(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped);

    /// <summary>Removes every object whose key contains a match of an ECMAScript regular expression.</summary>
    /// <param name="pattern">UTF-8 without NUL.</param>
    /// <param name="force">True to remove leased objects as well; false skips them.</param>
    /// <param name="skipped">The number of objects skipped because of a lease.</param>
    /// <returns>
    /// The number of objects removed; -600 for an invalid pattern; <see cref="StoreErrorCode.PatternTooCostly"/>, with nothing removed.
    /// </returns>
    long RemoveByRegex(ReadOnlySpan<byte> pattern, bool force, out long skipped);
}
