namespace Mooncake;

/// <summary>What a put does if its key already has an object.</summary>
public enum IfExists
{
    /// <summary>The object is kept, and the put is done; <see cref="StoreResult.WasKept"/> is true if the engine reports it.</summary>
    Keep = 0,

    /// <summary>The object is kept, and the put fails with <see cref="StoreErrorCode.ObjectAlreadyExists"/>.</summary>
    Fail = 1,

    /// <summary>The new object replaces the old one, atomically.</summary>
    Replace = 2,
}
