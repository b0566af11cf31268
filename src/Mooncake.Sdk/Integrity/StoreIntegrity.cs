namespace Mooncake;

/// <summary>What the trailer behind an object's bytes protects.</summary>
public enum StoreIntegrity : byte
{
    /// <summary>A CRC-32C over key, bytes and trailer head: damage, truncation, another type and another key are found. The default.</summary>
    Checksum = 0,

    /// <summary>A CRC-32C over key, length and trailer head, not the bytes: another type and another key are found. For bulk data at memory speed.</summary>
    Identity = 1,

    /// <summary>No trailer: exactly the bytes that other MemoryPack readers and writers exchange.</summary>
    None = 2,
}
