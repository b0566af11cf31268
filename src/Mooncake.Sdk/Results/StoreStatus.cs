namespace Mooncake;

/// <summary>How an operation ended. <see cref="Failed"/> is 0, so that a result nobody filled in is a failure.</summary>
public enum StoreStatus : byte
{
    /// <summary>The operation failed; the result holds a <see cref="StoreError"/>.</summary>
    Failed = 0,

    /// <summary>The operation was carried out.</summary>
    Done = 1,

    /// <summary>The object is there.</summary>
    Found = 2,

    /// <summary>There is no object with this key. Not a failure.</summary>
    Missing = 3,
}
