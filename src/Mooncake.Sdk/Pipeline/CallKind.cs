namespace Mooncake.Pipeline;

/// <summary>How a lane carries a call out.</summary>
internal enum CallKind
{
    /// <summary>With others, in one <c>batch_get_into</c>.</summary>
    Get = 0,

    /// <summary>With others of the same replication and pins, in one <c>batch_put_from</c>.</summary>
    Put = 1,

    /// <summary>With others, in one <c>batch_is_exist</c>.</summary>
    Exists = 2,

    /// <summary>By itself: the ABI has no batch form, or the call is a batch already.</summary>
    Unbatched = 3,
}
