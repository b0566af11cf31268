namespace Mooncake.Backends;

/// <summary>
/// An engine that lets a caller read an object's bytes in place, without a copy. Optional for a <see cref="StoreBackend"/>.
/// </summary>
public unsafe interface IInPlaceReader
{
    /// <summary>
    /// Finds an object and keeps its bytes readable until the view is disposed. Renews the object's lease, as a get does.
    /// </summary>
    /// <param name="key">NUL-terminated UTF-8; not used after the call.</param>
    /// <param name="keyLength">Length of the key in bytes, NUL not counted.</param>
    /// <param name="view">The object, which the caller disposes; the default if the answer is negative.</param>
    /// <returns>
    /// The object's size in bytes; -704 if there is none; 0 if the engine would have to fetch it from elsewhere, such as a disk: then
    /// <see cref="StoreBackend.GetInto"/> finds out; -600 before setup and after disposal; -1 for a null key.
    /// </returns>
    long View(byte* key, int keyLength, out ObjectView view);

    /// <summary>Ends a view. Only <see cref="ObjectView.Dispose"/> calls it, once, on the thread that got the view.</summary>
    /// <param name="token">The token that the engine gave the view.</param>
    void EndView(nint token);

    /// <summary>
    /// Starts to load into the processor's cache what calls for these keys are about to read. A hint: it changes nothing, renews no lease,
    /// waits for nothing, and an engine may ignore it.
    /// </summary>
    /// <param name="keys">Addresses of the keys, NUL-terminated UTF-8; not used after the call.</param>
    /// <param name="keyLengths">Lengths of the keys in bytes, NUL not counted; as many as there are keys.</param>
    /// <param name="values">True to load the first bytes of the objects as well.</param>
    void Prefetch(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, bool values)
    {
    }
}
