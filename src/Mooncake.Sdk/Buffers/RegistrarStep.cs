namespace Mooncake.Buffers;

/// <summary>What there is to do next about a pool's registrations.</summary>
internal enum RegistrarStep
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Unregister and free the memory that waits for it.</summary>
    Release,

    /// <summary>Register a slab.</summary>
    AddSlab,

    /// <summary>Register a dedicated buffer for the first that waits for one.</summary>
    AddDedicated,

    /// <summary>Give up the dedicated buffer that has been idle for longest.</summary>
    EvictDedicated,

    /// <summary>Give up a slab of which nothing is in use.</summary>
    EvictSlab,
}
