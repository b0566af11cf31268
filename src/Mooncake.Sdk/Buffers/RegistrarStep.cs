namespace Mooncake.Buffers;

/// <summary>The next step for a pool's registrations.</summary>
internal enum RegistrarStep
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Unregister and free the queued memory.</summary>
    Release,

    /// <summary>Register a slab.</summary>
    AddSlab,

    /// <summary>Register a dedicated buffer for the first waiter.</summary>
    AddDedicated,

    /// <summary>Release the dedicated buffer that has been idle for longest.</summary>
    EvictDedicated,

    /// <summary>Release a slab without blocks in use.</summary>
    EvictSlab,
}
