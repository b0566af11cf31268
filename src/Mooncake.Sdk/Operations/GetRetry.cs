namespace Mooncake.Operations;

/// <summary>What a read does after an answer that is neither an object nor final.</summary>
internal enum GetRetry
{
    /// <summary>Nothing: the answer stands.</summary>
    None = 0,

    /// <summary>Asks for the object's size, then reads once more with exactly that room.</summary>
    WithExactSize = 1,

    /// <summary>Reads once more: the lease was lost.</summary>
    AsItIs = 2,
}
