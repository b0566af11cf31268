namespace Mooncake.Pipeline;

/// <summary>How a lane executes a call.</summary>
internal enum CallKind
{
    /// <summary>With others, in one <c>batch_get_into</c>.</summary>
    Get = 0,

    /// <summary>With others of the same replication and pins, in one <c>batch_put_from</c>.</summary>
    Put = 1,

    /// <summary>With others, in one <c>batch_is_exist</c>.</summary>
    Exists = 2,

    /// <summary>Alone: the ABI has no batch form, or the call already carries many items.</summary>
    Unbatched = 3,
}
