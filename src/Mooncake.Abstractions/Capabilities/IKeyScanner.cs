namespace Mooncake.Backends;

/// <summary>An engine that lists its keys in byte order. Optional for a <see cref="StoreBackend"/>.</summary>
/// <remarks>
/// <para>
/// A listing is made page by page: each call returns the first keys after the last key of the previous page. A key present throughout the
/// listing is listed exactly once; a key added or removed meanwhile may or may not be listed. No key is listed twice, and keys are in
/// ascending order of their bytes. No call renews a lease or counts as a use, and none blocks puts and gets.
/// </para>
/// <para>
/// Prefixes and keys are UTF-8 and need no NUL at the end. An empty prefix matches every key. Each call returns -600 before setup and after
/// disposal.
/// </para>
/// </remarks>
public interface IKeyScanner
{
    /// <summary>Lists keys that begin with a prefix, in byte order, starting at or after a given key.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="from">The start key; empty to begin with the first key.</param>
    /// <param name="isInclusive">True to include the key <paramref name="from"/> itself if it exists; false to begin after it.</param>
    /// <param name="keys">Receives the bytes of the keys, one directly after the other.</param>
    /// <param name="lengths">
    /// Receives the length of each key in bytes; at least one element. Its length limits how many keys are listed.
    /// </param>
    /// <returns>
    /// The number of keys listed, as many as fit in both buffers; 0 if there are no more; <see cref="StoreErrorCode.BufferTooSmall"/> if
    /// the next key alone is larger than <paramref name="keys"/>, with its length in <c>lengths[0]</c>; -200 if there is no memory for the
    /// index; -600 if <paramref name="lengths"/> is empty.
    /// </returns>
    int ScanKeys(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths);

    /// <summary>Finds the greatest key that begins with a prefix and is not above a given key, in byte order.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="at">The given key, which need not exist nor begin with the prefix.</param>
    /// <param name="isInclusive">True to return the key <paramref name="at"/> itself if it exists; false to return a lesser key.</param>
    /// <param name="key">Receives the bytes of the key that was found.</param>
    /// <returns>
    /// The length in bytes of the key that was found. If it exceeds the buffer, nothing was copied; call again with a larger buffer, which
    /// may find another key. -704 if there is no such key; -200 if there is no memory for the index.
    /// </returns>
    int FloorKey(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> key);

    /// <summary>Counts the objects whose keys begin with a prefix. The cost may grow with the total number of objects.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <returns>The number of objects, exact if nothing changes meanwhile.</returns>
    long CountKeys(ReadOnlySpan<byte> prefix);

    /// <summary>Returns a key chosen at random; all keys are about equally likely.</summary>
    /// <param name="key">Receives the key's bytes.</param>
    /// <returns>
    /// The key's length in bytes. If it exceeds the buffer, nothing was copied; call again with a larger buffer, which returns another key.
    /// -704 if there are no objects.
    /// </returns>
    int RandomKey(Span<byte> key);
}
