namespace Mooncake.Sdk.Tests.Integrity;

/// <summary>The ways to compute a CRC-32C. All give the same results; they require different processor features.</summary>
public enum Crc32CPath
{
    /// <summary>Tables of 8 KiB, eight bytes a step. Runs everywhere.</summary>
    Table,

    /// <summary>The processor's CRC-32C instruction, eight bytes a step.</summary>
    Instruction,

    /// <summary>Carry-less multiplication over 128-bit vectors, 64 bytes a step.</summary>
    Folding128,

    /// <summary>Carry-less multiplication over 256-bit vectors, 128 bytes a step.</summary>
    Folding256,

    /// <summary>Carry-less multiplication over 512-bit vectors, 256 bytes a step.</summary>
    Folding512,
}
