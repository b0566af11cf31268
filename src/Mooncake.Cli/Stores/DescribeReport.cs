namespace Mooncake.Cli.Stores;

/// <summary>The answer of <see cref="DescribeCommand"/>. What an engine does not know is null.</summary>
internal sealed record DescribeReport
{
    /// <summary>The engine: <c>embedded</c>, <c>durable</c>, <c>mooncake</c> or another scheme.</summary>
    public required string Engine { get; init; }

    /// <summary>The version of the tool and its engines.</summary>
    public required string Version { get; init; }

    /// <summary>The master's address, or the folder.</summary>
    public string? Address { get; init; }

    /// <summary>Whether the master accepts operations.</summary>
    public bool? IsServing { get; init; }

    /// <summary>The master's word for its health.</summary>
    public string? Status { get; init; }

    /// <summary>The master's role among several.</summary>
    public string? Role { get; init; }

    /// <summary>The master's state.</summary>
    public string? State { get; init; }

    /// <summary>The leader's address.</summary>
    public string? Leader { get; init; }

    /// <summary>Number of clients.</summary>
    public long? Clients { get; init; }

    /// <summary>Number of objects.</summary>
    public long? Objects { get; init; }

    /// <summary>Bytes that objects occupy.</summary>
    public long? UsedBytes { get; init; }

    /// <summary>Bytes that they can occupy; 0 without a limit.</summary>
    public long? CapacityBytes { get; init; }

    /// <summary>Number of objects that were evicted.</summary>
    public long? Evictions { get; init; }

    /// <summary>The share of reads that found their object, 0 to 1; null before the first read.</summary>
    public double? HitRatio { get; init; }

    /// <summary>What a durable folder holds.</summary>
    public FolderReport? Folder { get; init; }

    /// <summary>The segments of a cluster.</summary>
    public IReadOnlyList<SegmentReport>? Segments { get; init; }

    /// <summary>Why a part is missing, if the master did not answer.</summary>
    public string? Problem { get; init; }
}
