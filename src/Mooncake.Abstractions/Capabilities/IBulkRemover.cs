namespace Mooncake.Backends;

/// <summary>An engine that removes many objects in one call and counts those that a lease protects. Optional for a <see cref="StoreBackend"/>.</summary>
/// <remarks>
/// Without it, callers use <see cref="StoreBackend.RemoveByRegex"/> with an anchored expression, and <see cref="StoreBackend.RemoveAll"/>, and learn
/// nothing about leases. Each call answers -600 before setup and after disposal.
/// </remarks>
public interface IBulkRemover
{
    /// <summary>Removes every object whose key begins with some bytes. Takes as long as the engine has objects; there is no limit on it.</summary>
    /// <param name="prefix">UTF-8 without NUL. Empty: every key begins so.</param>
    /// <param name="filter">Looks at each key that begins so, and decides whether its object is meant; null if all are. Must not throw.</param>
    /// <param name="force">True to remove leased objects as well; false leaves them out.</param>
    /// <param name="skipped">The objects that were left out because of a lease.</param>
    /// <returns>The number of objects removed, or a negative <see cref="StoreErrorCode"/>.</returns>
    long RemoveByPrefix(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped);

    /// <summary>Removes every object whose key contains a match of an ECMAScript regular expression.</summary>
    /// <param name="pattern">UTF-8 without NUL.</param>
    /// <param name="force">True to remove leased objects as well; false leaves them out.</param>
    /// <param name="skipped">The objects that were left out because of a lease.</param>
    /// <returns>
    /// The number of objects removed; -600 for a pattern that is not valid; <see cref="StoreErrorCode.PatternTooCostly"/>, with nothing removed.
    /// </returns>
    long RemoveByRegex(ReadOnlySpan<byte> pattern, bool force, out long skipped);
}
