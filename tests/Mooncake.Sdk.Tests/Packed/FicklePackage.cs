using MemoryPack;

namespace Mooncake.Packed;

/// <summary>A record that MemoryPack serializes and whose key cannot be read from a given time on.</summary>
[MemoryPackable]
[StoreKey("fickle-package/{Id}")]
public sealed partial record FicklePackage
{
    private int _reads;

    /// <summary>The key's member.</summary>
    public int Id
    {
        get => FailsFrom > 0 && ++_reads >= FailsFrom ? throw new IOException("x") : field;
        init;
    }

    /// <summary>What is stored.</summary>
    public byte[] Payload { get; init; } = [];

    /// <summary>The first read of the key that throws, counted from 1; 0 for none.</summary>
    internal int FailsFrom { get; init; }
}
