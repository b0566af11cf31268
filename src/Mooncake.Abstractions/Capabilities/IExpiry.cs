namespace Mooncake.Backends;

/// <summary>
/// An engine whose objects can expire. <see cref="IConditionalWriter.PutIf"/> stores an object with an expiry; this changes it. Optional for
/// a <see cref="StoreBackend"/>.
/// </summary>
/// <remarks>
/// <para>
/// From its expiry on, by the engine's <see cref="TimeProvider"/>, an object is missing for every call: it cannot be read, listed or counted,
/// a put stores under its key, and no removal counts it. The engine reclaims its memory when a call meets it, when it needs room, and in
/// rounds. Pins and leases do not hold an expiry back.
/// </para>
/// <para>Keys and refusals are those of <see cref="IConditionalWriter"/>. No call renews a lease.</para>
/// </remarks>
public unsafe interface IExpiry
{
    /// <summary>When an object expires.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keyLength">Its length in bytes, NUL not counted.</param>
    /// <returns>Milliseconds since 1970-01-01 UTC; <see cref="ObjectExpiry.Never"/> (0) if it does not expire; -704 if there is no object.</returns>
    long GetExpiry(byte* key, int keyLength);

    /// <summary>Changes when an object expires. Its version stays.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keyLength">Its length in bytes, NUL not counted.</param>
    /// <param name="expiresAt">
    /// Milliseconds since 1970-01-01 UTC; a time that has passed removes the object. <see cref="ObjectExpiry.Never"/> lets the object stay.
    /// </param>
    /// <returns>0; -704 if there is no object; -600 for a negative expiry; -200 if there is no memory left to note it.</returns>
    int SetExpiry(byte* key, int keyLength, long expiresAt);
}
