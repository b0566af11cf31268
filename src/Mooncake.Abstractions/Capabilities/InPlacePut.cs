namespace Mooncake.Backends;

/// <summary>
/// A put whose bytes the caller writes in place: <see cref="IInPlaceWriter.StartPut"/> allocates memory, the caller writes,
/// <see cref="End"/> publishes the object. Until then no reader sees it.
/// </summary>
/// <remarks>Dispose it on the thread that started it. A put that was not ended is discarded, and its memory freed.</remarks>
public unsafe ref struct InPlacePut : IDisposable
{
    private readonly byte* _bytes;
    private IInPlaceWriter? _owner;

    /// <summary>Creates a put that has memory; called by engines.</summary>
    /// <param name="owner">The engine, which <see cref="End"/> and <see cref="Dispose"/> call.</param>
    /// <param name="bytes">The memory for the object's bytes.</param>
    public InPlacePut(IInPlaceWriter owner, byte* bytes)
    {
        _owner = owner;
        _bytes = bytes;
    }

    /// <summary>
    /// The memory for the object's bytes. Write as many bytes as the put was started with; the initial content is undefined. Null if there
    /// is nothing to write: the put failed or has ended, or the key was found to exist and keeps its object. Engines do not always check
    /// the key at the start.
    /// </summary>
    public readonly byte* Bytes => _owner is null ? null : _bytes;

    /// <summary>The memory of <see cref="Bytes"/>, valid also while the put ends; for engines.</summary>
    public readonly byte* Address => _bytes;

    /// <summary>The caller's key, for engines.</summary>
    public byte* Key { readonly get; init; }

    /// <summary>Length of the key in bytes, for engines.</summary>
    public int KeyLength { readonly get; init; }

    /// <summary>Number of bytes of the object, for engines.</summary>
    public nuint Size { readonly get; init; }

    /// <summary>The caller's configuration or null, for engines.</summary>
    public ReplicateConfig* Config { readonly get; init; }

    /// <summary>64 bits reserved for the engine.</summary>
    public ulong Token { readonly get; init; }

    /// <summary>32 further bits reserved for the engine.</summary>
    public uint Tag { readonly get; init; }

    /// <summary>An object reserved for the engine, or null.</summary>
    public object? State { readonly get; init; }

    /// <summary>Publishes the object, unless its key has an object by now. Key and configuration must still be valid.</summary>
    /// <returns>
    /// 0 if the object was stored, or if there was nothing to write; -705 if the key has another object by now, which is kept; -200 if
    /// there is no memory left.
    /// </returns>
    public int End()
    {
        if (_owner is not { } owner)
        {
            return 0;
        }

        _owner = null;
        return owner.EndPut(in this);
    }

    /// <summary>Discards the put, unless it was ended. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_owner is { } owner)
        {
            _owner = null;
            owner.RevokePut(in this);
        }
    }
}
