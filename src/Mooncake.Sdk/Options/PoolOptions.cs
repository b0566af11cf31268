namespace Mooncake;

/// <summary>Limits of the registered memory of operations.</summary>
public sealed class PoolOptions
{
    /// <summary>
    /// Maximum number of bytes that the store registers for operations and <see cref="StoreLease{T}"/>s. An operation that gets no memory
    /// waits until its deadline. Memory is registered as needed. Does not apply to <see cref="MooncakeStore.Buffers"/>.
    /// </summary>
    /// <value>1 GiB unless set; at least <see cref="SlabBytes"/>.</value>
    public long MaxBytes { get; set; } = 1L << 30;

    /// <summary>Size of the slabs in which memory is registered, in bytes; a larger buffer gets a registration of its own.</summary>
    /// <value>16 MiB unless set; from 64 KiB to 1 GiB, rounded up to whole pages.</value>
    public long SlabBytes { get; set; } = 16 << 20;

    /// <summary>
    /// True to align and size slabs to 2 MiB, and to ask the system to back them with huge pages. Has an effect on Linux, unless
    /// transparent huge pages are set to "never".
    /// </summary>
    /// <value>False unless set.</value>
    public bool HugePages { get; set; }

    /// <summary>A copy of these options.</summary>
    internal PoolOptions Clone() => (PoolOptions)MemberwiseClone();
}
