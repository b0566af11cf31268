namespace Mooncake.Durable;

/// <summary>
/// How table files are compressed. The numbers are those of RocksDB. A folder can contain files with different compressions.
/// </summary>
public enum DurableCompression
{
    /// <summary>No compression.</summary>
    None = 0,

    /// <summary>LZ4: fast.</summary>
    Lz4 = 4,

    /// <summary>Zstandard: smaller.</summary>
    Zstd = 7,
}
