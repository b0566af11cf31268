using Mooncake.Cli.Doctor.Machines;

namespace Mooncake.Cli.Doctor;

/// <summary>What is examined: a machine, and the store that is to be opened on it.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Options">The store's options as the connection string says; null if none was given.</param>
/// <param name="Cancellation">Ends the examination.</param>
internal sealed record Patient(IMachine Machine, MooncakeStoreOptions? Options, CancellationToken Cancellation)
{
    /// <summary>Whether the store is a cluster.</summary>
    internal bool IsCluster => Options?.Engine == StoreEngine.Cluster;

    /// <summary>Whether the store is a cluster reached by RDMA.</summary>
    internal bool UsesRdma => IsCluster && string.Equals(Options!.Cluster.Protocol, "rdma", StringComparison.OrdinalIgnoreCase);

    /// <summary>The folder of a durable store, as an absolute path; null if the store is none.</summary>
    internal string? Folder =>
        Options is { Engine: StoreEngine.Registered, Registered: { Scheme: "durable", Address: { Length: > 0 } address } }
        && !address.Contains('\0', StringComparison.Ordinal) ? Path.GetFullPath(address) : null;

    /// <summary>The memory that a process with this store may take: segment, staging buffer and the SDK's first buffers.</summary>
    internal long MemoryBytes => Options is null ? 0
        : Options.SegmentBytes + (IsCluster ? Options.LocalBufferBytes + Options.Pool.SlabBytes : 0);
}
