using Mooncake.Benchmarks.Measurement;
using Mooncake.Integrity;

namespace Mooncake.Benchmarks.Integrity;

/// <summary>CRC-32C against a memory copy, alone and fused with the copy.</summary>
internal static class CrcRatios
{
    /// <summary>Measures and prints.</summary>
    internal static void Run()
    {
        foreach (int size in (int[])[256, 4096, 65536, 1 << 20])
        {
            byte[] source = new byte[size];
            byte[] destination = new byte[size];
            Random.Shared.NextBytes(source);
            bool isGoal = size == 65536;
            double goal = Crc32CFolding512.IsSupported ? 1.3 : 2.0;
            uint sum = 0;
            Interleaved.Compare($"crc32c {size} B over a copy", isGoal ? goal : null, () => sum = Crc32C.Append(sum, source), () => source.AsSpan().CopyTo(destination));
            Interleaved.Compare(
                $"copy with crc32c {size} B over a copy", isGoal ? 1.6 : null, () => sum = Crc32C.CopyAndAppend(sum, source, destination), () => source.AsSpan().CopyTo(destination));
        }
    }
}
