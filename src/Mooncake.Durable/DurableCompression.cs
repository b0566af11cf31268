namespace Mooncake.Durable;

/// <summary>
/// How table files are compressed. The numbers are those of RocksDB. Files of different compressions can be in one folder.
/// </summary>
public enum DurableCompression
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>LZ4: fast.</summary>
    Lz4 = 4,

    /// <summary>Zstandard: smaller.</summary>
    Zstd = 7,
}
