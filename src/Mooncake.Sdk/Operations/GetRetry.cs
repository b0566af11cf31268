namespace Mooncake.Operations;

/// <summary>What a read does after a return code that is neither an object nor final.</summary>
internal enum GetRetry
{
    /// <summary>Nothing: the return code is final.</summary>
    None = 0,

    /// <summary>Queries the object's size, then reads once more with a buffer of exactly that size.</summary>
    WithExactSize = 1,

    /// <summary>Reads once more: the lease had expired.</summary>
    AsItIs = 2,
}
