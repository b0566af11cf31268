namespace Mooncake.Serialization;

/// <summary>Writes a value into a span of exactly its size; never past it.</summary>
public ref struct StoreWriter
{
    private readonly Span<byte> _destination;

    /// <summary>Writes into a span.</summary>
    /// <param name="destination">Exactly as long as the value was measured.</param>
    public StoreWriter(Span<byte> destination) => _destination = destination;

    /// <summary>The bytes that are left.</summary>
    public readonly int Remaining => _destination.Length;

    /// <summary>Why a write answered false; <see cref="StoreErrorCode.Ok"/> until then.</summary>
    public StoreErrorCode Error { get; private set; }

    /// <summary>Records why the value cannot be written, and answers false.</summary>
    /// <param name="error">Why.</param>
    public bool Fail(StoreErrorCode error)
    {
        Error = error;
        return false;
    }
}
