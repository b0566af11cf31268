namespace Mooncake.Backends;

/// <summary>
/// An engine whose objects can expire. <see cref="IConditionalWriter.PutIf"/> stores an object with an expiry; this interface changes it.
/// Optional for a <see cref="StoreBackend"/>.
/// </summary>
/// <remarks>
/// <para>
/// Once its expiry has passed, by the engine's <see cref="TimeProvider"/>, an object is missing for every call: it cannot be read, listed
/// or counted, a put stores under its key, and no removal counts it. The engine reclaims its memory when a call finds it, when it needs
/// space, and periodically. Pins and leases do not delay expiry.
/// </para>
/// <para>Keys and rejections are those of <see cref="IConditionalWriter"/>. No call renews a lease.</para>
/// </remarks>
public unsafe interface IExpiry
{
    /// <summary>Returns when an object expires.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keyLength">Its length in bytes, NUL not counted.</param>
    /// <returns>
    /// Milliseconds since 1970-01-01 UTC; <see cref="ObjectExpiry.Never"/> (0) if it does not expire; -704 if there is no object.
    /// </returns>
    long GetExpiry(byte* key, int keyLength);

    /// <summary>Changes when an object expires. Its version does not change.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keyLength">Its length in bytes, NUL not counted.</param>
    /// <param name="expiresAt">
    /// Milliseconds since 1970-01-01 UTC; a time in the past removes the object. With <see cref="ObjectExpiry.Never"/> the object does not
    /// expire.
    /// </param>
    /// <returns>0; -704 if there is no object; -600 for a negative expiry; -200 if there is no memory to record it.</returns>
    int SetExpiry(byte* key, int keyLength, long expiresAt);
}
