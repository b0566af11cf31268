namespace Mooncake.Backends;

/// <summary>
/// An engine whose writes can depend on the existing object, atomically: readers see the old object or the new one, never none. Optional
/// for a <see cref="StoreBackend"/>.
/// </summary>
/// <remarks>
/// Every call takes a NUL-terminated UTF-8 key with its length in bytes, and uses no pointer after it has returned. It returns -600 before
/// setup and after disposal, for an empty key and for a key that contains a NUL, and -1 for a null key. Leases do not delay these calls: a
/// reader that has copied the bytes keeps them.
/// </remarks>
public unsafe interface IConditionalWriter
{
    /// <summary>Stores a copy of the value if a condition holds, with an expiry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keyLength">Its length in bytes, NUL not counted.</param>
    /// <param name="value">The bytes; need not be registered.</param>
    /// <param name="size">Number of bytes, at least 1; the staging buffer's size does not limit it.</param>
    /// <param name="config">Replication and pins, or null for the default.</param>
    /// <param name="terms">The condition and the expiry.</param>
    /// <param name="version">The version of the object that was stored; 0 if none was.</param>
    /// <returns>
    /// 0 if the object was stored; -705 if the condition is <see cref="PutCondition.Absent"/> and there is an object, which is kept; -704
    /// if the condition is <see cref="PutCondition.Present"/> or <see cref="PutCondition.Unchanged"/> and there is none;
    /// <see cref="StoreErrorCode.ObjectChanged"/> if the object has another version; -200 if full: the old object then still exists, unless
    /// it was evicted; -600 for an empty value or invalid terms; <see cref="StoreErrorCode.EngineLacksCapability"/> for an expiry that the
    /// engine does not support; -1 for null memory.
    /// </returns>
    int PutIf(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version);

    /// <summary>Copies an object, with its version and expiry. Grants no lease: the caller has a copy.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keyLength">Its length in bytes, NUL not counted.</param>
    /// <param name="buffer">
    /// The destination; null to return size and <paramref name="info"/> only, which does not count as a use of the object.
    /// </param>
    /// <param name="capacity">The buffer's size in bytes. An object that is larger is not copied.</param>
    /// <param name="info">
    /// Version and expiry of the object, also if it is larger than the buffer; the default if the return value is negative.
    /// </param>
    /// <returns>The object's size in bytes, which may exceed <paramref name="capacity"/>; -704 if there is none.</returns>
    long GetVersioned(byte* key, int keyLength, void* buffer, nuint capacity, out ObjectInfo info);

    /// <summary>Removes an object and copies its bytes, atomically: of several callers only one gets it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keyLength">Its length in bytes, NUL not counted.</param>
    /// <param name="buffer">The destination; null to remove the object without copying it.</param>
    /// <param name="capacity">The buffer's size in bytes. An object that is larger is neither copied nor removed.</param>
    /// <param name="version">The version that the object must have; 0 for any.</param>
    /// <param name="info">
    /// Version and expiry of the object that was removed or is too large; the default if the return value is negative.
    /// </param>
    /// <returns>
    /// The object's size in bytes: it was removed, unless there is a buffer and the size exceeds <paramref name="capacity"/>; -704 if there
    /// is none; <see cref="StoreErrorCode.ObjectChanged"/> if it has another version.
    /// </returns>
    long Take(byte* key, int keyLength, void* buffer, nuint capacity, ulong version, out ObjectInfo info);
}
