namespace Mooncake;

/// <summary>What a put does if its key already holds an object.</summary>
public enum IfExists
{
    /// <summary>The object stays, and the put is done; <see cref="StoreResult.WasKept"/> is true where the engine tells.</summary>
    Keep = 0,

    /// <summary>The object stays, and the put fails with <see cref="StoreErrorCode.ObjectAlreadyExists"/>.</summary>
    Fail = 1,

    /// <summary>The new object takes the place of the old one, in one step.</summary>
    Replace = 2,
}
