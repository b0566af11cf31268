namespace Mooncake.Integrity;

/// <summary>The ways to compute a CRC-32C. All give the same answers; they differ in what the processor has to offer.</summary>
internal enum Crc32CPath
{
    /// <summary>Tables of 8 KiB, eight bytes a step. Runs everywhere.</summary>
    Table,

    /// <summary>The processor's CRC-32C instruction, eight bytes a step: one chain of dependent steps.</summary>
    Instruction,
}
