namespace Mooncake.Backends;

/// <summary>The arguments of <c>mooncake_store_setup</c>.</summary>
/// <remarks>Source: <c>mooncake-store/include/store_c.h</c>, commit 3b5a5941.</remarks>
public sealed record StoreSetup
{
    /// <summary>The name under which other clients reach this one: a host name or address, with or without a port.</summary>
    public string LocalHostname { get; init; } = "localhost";

    /// <summary>Where segments are announced: <c>http://...</c>, <c>etcd://...</c> or <c>P2PHANDSHAKE</c>.</summary>
    public string MetadataServer { get; init; } = "P2PHANDSHAKE";

    /// <summary>Memory that this client lends to the cluster, in bytes: 0 (a pure client) or at least 16 MiB.</summary>
    public ulong SegmentBytes { get; init; }

    /// <summary>The size of the staging buffer of the copying <c>put</c>, in bytes; such a put rejects larger values.</summary>
    public ulong LocalBufferBytes { get; init; }

    /// <summary>The transport: <c>tcp</c> or <c>rdma</c>.</summary>
    public string Protocol { get; init; } = "tcp";

    /// <summary>The RDMA devices, separated by commas; empty for all or none.</summary>
    public string DeviceName { get; init; } = "";

    /// <summary>The master's address, as <c>host:port</c>.</summary>
    public string MasterServerAddress { get; init; } = "127.0.0.1:50051";
}
