namespace Mooncake.Backends;

/// <summary>
/// An object that a caller reads in place. The bytes stay valid and unchanged until the view is disposed, even if the object is removed,
/// replaced or evicted meanwhile.
/// </summary>
/// <remarks>
/// Dispose it once, on the thread that got it; the type is a ref struct so that it cannot leave that thread. A view that is never disposed
/// keeps the object's memory allocated permanently. While a view exists, its thread may make any call to the engine.
/// </remarks>
public unsafe ref struct ObjectView : IDisposable
{
    private readonly nint _token;
    private IInPlaceReader? _owner;

    /// <summary>Creates a view; called by engines.</summary>
    /// <param name="owner">The engine, which <see cref="Dispose"/> calls.</param>
    /// <param name="bytes">The object's first byte.</param>
    /// <param name="token">The token that <see cref="IInPlaceReader.EndView"/> receives.</param>
    public ObjectView(IInPlaceReader owner, byte* bytes, nint token)
    {
        _owner = owner;
        _token = token;
        Bytes = bytes;
    }

    /// <summary>
    /// The object's first byte, read-only; null if there is no object. <see cref="IInPlaceReader.View"/> returns the number of bytes.
    /// </summary>
    public readonly byte* Bytes { get; }

    /// <summary>Ends the view: the bytes must no longer be read. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_owner is { } owner)
        {
            _owner = null;
            owner.EndView(_token);
        }
    }
}
