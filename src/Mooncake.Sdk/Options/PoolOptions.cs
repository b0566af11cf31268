namespace Mooncake;

/// <summary>How much registered memory operations may use, and in which pieces it is registered.</summary>
public sealed class PoolOptions
{
    /// <summary>
    /// The most bytes that the store registers for its operations, <see cref="StoreLease{T}"/>s included. What finds no room waits until its
    /// deadline. Memory is registered as it is needed, and this says nothing of <see cref="MooncakeStore.Buffers"/>.
    /// </summary>
    /// <value>1 GiB unless set; at least <see cref="SlabBytes"/>.</value>
    public long MaxBytes { get; set; } = 1L << 30;

    /// <summary>The pieces in which memory is registered, in bytes; what is larger than one gets a registration of its own.</summary>
    /// <value>16 MiB unless set; from 64 KiB to 1 GiB, rounded up to whole pages.</value>
    public int SlabBytes { get; set; } = 16 << 20;

    /// <summary>
    /// True to align and size the pieces by 2 MiB, and to ask the system to back them with huge pages: on Linux unless transparent huge
    /// pages are set to "never".
    /// </summary>
    /// <value>False unless set.</value>
    public bool HugePages { get; set; }

    /// <summary>A copy of its own.</summary>
    internal PoolOptions Clone() => (PoolOptions)MemberwiseClone();
}
