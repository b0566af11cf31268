using System.Globalization;
using Mooncake.Cli.Doctor.Machines;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether the segment fits into the machine's memory.</summary>
internal sealed class MemoryCheck() : DoctorCheck("memory")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Run(Patient patient)
    {
        long? total = Read(patient.Machine, "MemTotal:");
        long? available = Read(patient.Machine, "MemAvailable:");
        if (total is not { } all || available is not { } free)
        {
            yield break;
        }

        long needed = patient.Folder is null ? patient.MemoryBytes : 0;
        if (needed == 0)
        {
            yield return Finding.Good($"{Units.Bytes(free)} of {Units.Bytes(all)} are available.");
        }
        else if (needed > all)
        {
            yield return Finding.Failure(
                $"The store needs {Units.Bytes(needed)} before its buffer pool grows, and the machine has {Units.Bytes(all)}.",
                "Make the segment smaller: segment=");
        }
        else if (needed > free)
        {
            yield return Finding.Warning(
                $"The store needs {Units.Bytes(needed)} before its buffer pool grows, and {Units.Bytes(free)} of {Units.Bytes(all)} "
                    + "are available.",
                "Make the segment smaller (segment=), or end other programs.");
        }
        else
        {
            yield return Finding.Good(
                $"The store needs {Units.Bytes(needed)} before its buffer pool grows; {Units.Bytes(free)} of {Units.Bytes(all)} are "
                    + "available.");
        }
    }

    private static long? Read(IMachine machine, string name)
    {
        string? line = machine.ReadText("/proc/meminfo")?.Split('\n').FirstOrDefault(line =>
            line.StartsWith(name, StringComparison.Ordinal));
        string[] words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes)
            ? kibibytes << 10
            : null;
    }
}
