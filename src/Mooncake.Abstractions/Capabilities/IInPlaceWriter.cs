namespace Mooncake.Backends;

/// <summary>
/// An engine that lets a caller write an object's bytes in place, without a copy. Optional for a <see cref="StoreBackend"/>.
/// </summary>
public unsafe interface IInPlaceWriter
{
    /// <summary>
    /// Allocates memory for an object; the caller writes the bytes there and ends the put. If the key has an object, that object is kept.
    /// </summary>
    /// <param name="key">NUL-terminated UTF-8; must stay valid until the put is ended or disposed.</param>
    /// <param name="keyLength">Length of the key in bytes, NUL not counted.</param>
    /// <param name="size">Number of bytes, at least 1.</param>
    /// <param name="config">Replication and pins, or null for the default; must stay valid as long as the key.</param>
    /// <param name="put">
    /// The put, to be ended and disposed. It has no memory if the return value is negative or the key was found to exist.
    /// </param>
    /// <returns>
    /// 0, also if the key was found to exist: then the put has no memory; -600 for an empty key or size; -1 for null memory; -200 if full.
    /// </returns>
    int StartPut(byte* key, int keyLength, nuint size, ReplicateConfig* config, out InPlacePut put);

    /// <summary>Publishes the object. Only <see cref="InPlacePut.End"/> calls it.</summary>
    /// <param name="put">The put; the engine takes ownership of its memory.</param>
    /// <returns>
    /// 0 if the object was stored; -705 if the key has another object by now, which is kept; -200 if there is no memory left for the index.
    /// In all cases the put has ended.
    /// </returns>
    int EndPut(scoped in InPlacePut put);

    /// <summary>Frees the memory of a put that was not ended. Only <see cref="InPlacePut.Dispose"/> calls it.</summary>
    /// <param name="put">The put.</param>
    void RevokePut(scoped in InPlacePut put);
}
