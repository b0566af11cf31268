namespace Mooncake.Backends;

/// <summary>An engine that lists its keys in byte order. Optional for a <see cref="StoreBackend"/>.</summary>
/// <remarks>
/// <para>
/// A listing is made page by page: each call gives the first keys behind the last key of the page before. A key that is there all the time
/// comes exactly once; a key that comes or goes meanwhile may or may not. Keys do not come twice, and always in ascending order of their
/// bytes. No call renews a lease or counts as a use, and none blocks puts and gets.
/// </para>
/// <para>
/// Prefixes and keys are UTF-8 without NUL at the end, and need no NUL behind them. An empty prefix is that of every key. Each call answers
/// -600 before setup and after disposal.
/// </para>
/// </remarks>
public interface IKeyScanner
{
    /// <summary>Lists keys that begin with a prefix, in byte order, from a given key on.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="from">Where to begin; empty to begin with the first key.</param>
    /// <param name="isInclusive">True to list the key <paramref name="from"/> itself if it is there; false to list what is behind it.</param>
    /// <param name="keys">Gets the keys' bytes, one key right behind the other.</param>
    /// <param name="lengths">Gets the length of each key in bytes; at least one element. Its length limits how many keys are listed.</param>
    /// <returns>
    /// The number of keys listed, as many as both buffers take; 0 if there are no more; <see cref="StoreErrorCode.BufferTooSmall"/> if the
    /// next key alone is larger than <paramref name="keys"/>, with its length in <c>lengths[0]</c>; -200 if there is no memory for the index;
    /// -600 if <paramref name="lengths"/> is empty.
    /// </returns>
    int ScanKeys(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths);

    /// <summary>Counts the objects whose keys begin with a prefix. The cost may grow with the number of all objects.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <returns>How many there are: exact if nothing changes meanwhile.</returns>
    long CountKeys(ReadOnlySpan<byte> prefix);

    /// <summary>Copies out a key chosen at random; each key is about as likely as any other.</summary>
    /// <param name="key">Gets the key's bytes.</param>
    /// <returns>
    /// The key's length in bytes, which may exceed the buffer (then nothing was copied; ask again with more room, for another key); -704 if
    /// there are no objects.
    /// </returns>
    int RandomKey(Span<byte> key);
}
