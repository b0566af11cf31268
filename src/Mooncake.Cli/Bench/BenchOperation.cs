namespace Mooncake.Cli.Bench;

/// <summary>What is measured.</summary>
internal enum BenchOperation
{
    /// <summary>Puts of new objects.</summary>
    Put,

    /// <summary>Gets, which copy the payload.</summary>
    Get,

    /// <summary>Gets of value leases, which do not.</summary>
    Lease,
}
