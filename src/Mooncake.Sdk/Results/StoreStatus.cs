namespace Mooncake;

/// <summary>How an operation ended. <see cref="Failed"/> is 0, so that a default result is a failure.</summary>
public enum StoreStatus : byte
{
    /// <summary>The operation failed; the result contains a <see cref="StoreError"/>.</summary>
    Failed = 0,

    /// <summary>The operation succeeded.</summary>
    Done = 1,

    /// <summary>The object exists.</summary>
    Found = 2,

    /// <summary>No object has this key. Not a failure.</summary>
    Missing = 3,
}
