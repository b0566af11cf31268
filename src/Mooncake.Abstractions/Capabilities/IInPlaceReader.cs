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
}
