namespace Mooncake.Keys;

/// <summary>Writes a key's UTF-8 text into a span; never past it.</summary>
public ref struct KeyWriter
{
    private readonly Span<byte> _destination;

    /// <summary>Writes into a span.</summary>
    /// <param name="destination">Room for the key, without a NUL.</param>
    public KeyWriter(Span<byte> destination) => _destination = destination;

    /// <summary>The bytes written so far.</summary>
    public int Written { get; private set; }

    /// <summary>Why a write answered false; <see cref="StoreErrorCode.Ok"/> until then.</summary>
    public StoreErrorCode Error { get; private set; }

    /// <summary>Records why the key cannot be written, and answers false.</summary>
    /// <param name="error">Why.</param>
    public bool Fail(StoreErrorCode error)
    {
        Written = _destination.Length;
        Error = error;
        return false;
    }
}
