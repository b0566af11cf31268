namespace Mooncake.Serialization;

/// <summary>Adds up the exact size of a value before it is written.</summary>
public ref struct StoreSizer
{
    /// <summary>The bytes counted so far.</summary>
    public long Size { get; private set; }

    /// <summary>Why a measure answered false; <see cref="StoreErrorCode.Ok"/> until then.</summary>
    public StoreErrorCode Error { get; private set; }

    /// <summary>Adds bytes.</summary>
    /// <param name="bytes">How many.</param>
    public void Add(long bytes) => Size += bytes;

    /// <summary>Records why the value cannot be written, and answers false.</summary>
    /// <param name="error">Why.</param>
    public bool Fail(StoreErrorCode error)
    {
        Error = error;
        return false;
    }
}
