namespace Mooncake.Serialization;

/// <summary>Reads a value from bytes that may be hostile; never past their end.</summary>
public ref struct StoreReader
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ReadOnlyMemory<byte> _owner;

    private StoreReader(ReadOnlySpan<byte> source, ReadOnlyMemory<byte> owner)
    {
        _source = source;
        _owner = owner;
    }

    /// <summary>Why a read answered false; <see cref="StoreErrorCode.Ok"/> until then.</summary>
    public StoreErrorCode Error { get; private set; }

    /// <summary>The bytes that are left.</summary>
    public readonly int Remaining => _source.Length;

    /// <summary>A reader that copies memory members out of the source.</summary>
    /// <param name="source">The bytes.</param>
    public static StoreReader Copying(ReadOnlySpan<byte> source) => new(source, default);

    /// <summary>A reader whose <c>ReadOnlyMemory</c> members are slices of the source.</summary>
    /// <param name="source">The bytes; whoever keeps the value keeps them valid.</param>
    public static StoreReader Borrowing(ReadOnlyMemory<byte> source) => new(source.Span, source);

    /// <summary>Records why the bytes are not a value, and answers false.</summary>
    /// <param name="error">Why.</param>
    public bool Fail(StoreErrorCode error)
    {
        Error = _owner.IsEmpty ? error : error;
        return false;
    }
}
