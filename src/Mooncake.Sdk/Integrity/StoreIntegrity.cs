namespace Mooncake;

/// <summary>What the trailer after an object's bytes protects.</summary>
public enum StoreIntegrity : byte
{
    /// <summary>
    /// A CRC-32C over key, bytes and trailer header: detects damage, truncation, another type and another key. The default.
    /// </summary>
    Checksum = 0,

    /// <summary>
    /// A CRC-32C over key, length and trailer header, but not the bytes: detects another type and another key. For bulk data at memory
    /// speed.
    /// </summary>
    Identity = 1,

    /// <summary>No trailer: the same bytes as those of other MemoryPack readers and writers.</summary>
    None = 2,
}
