using System.Globalization;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether the limits of a container leave room for the store.</summary>
internal sealed class ContainerCheck() : DoctorCheck("container limits")
{
    private const string Folder = "/sys/fs/cgroup";

    /// <summary>Threads that a store starts, and head-room for the program.</summary>
    private const int FewThreads = 64;

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Run(Patient patient)
    {
        // Version 2 of control groups, or version 1.
        long? memory = Number(patient, "memory.max") ?? Number(patient, "memory/memory.limit_in_bytes");
        long? used = Number(patient, "memory.current") ?? Number(patient, "memory/memory.usage_in_bytes");
        long? threads = Number(patient, "pids.max") ?? Number(patient, "pids/pids.max");
        double? processors = Processors(patient);
        long needed = patient.Folder is null ? patient.MemoryBytes : 0;
        bool isFine = true;

        // Without a limit, version 1 says a number that no machine has.
        if (memory is { } limit and < 1L << 50 && needed + (used ?? 0) > limit)
        {
            isFine = false;
            yield return Finding.Failure(
                $"The store needs {Units.Bytes(needed)}, the limit is {Units.Bytes(limit)}, and {Units.Bytes(used ?? 0)} are in use: "
                    + "the system would end the process.",
                "Raise the container's memory limit, or make the segment smaller: segment=");
        }

        if (processors is < 1)
        {
            isFine = false;
            yield return Finding.Warning(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The container has {processors:0.##} of a processor: the system pauses it regularly, and calls wait meanwhile."),
                "Give it at least one.");
        }

        if (threads is < FewThreads and { } few)
        {
            isFine = false;
            yield return Finding.Warning($"The container may start {few} threads.",
                $"Raise its limit of processes (pids) to {FewThreads} or more.");
        }

        if (isFine && memory is { } bytes and < 1L << 50)
        {
            yield return Finding.Good($"Memory is limited to {Units.Bytes(bytes)}, which is enough.");
        }
        else if (isFine)
        {
            yield return Finding.Good("No limit affects the store.");
        }
    }

    private static double? Processors(Patient patient)
    {
        string[] words = patient.Machine.ReadText($"{Folder}/cpu.max")?.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words is [var quota, var period]
            && double.TryParse(quota, NumberStyles.None, CultureInfo.InvariantCulture, out double time)
            && double.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out double whole) && whole > 0
            ? time / whole
            : null;
    }

    private static long? Number(Patient patient, string file) =>
        long.TryParse(patient.Machine.ReadText($"{Folder}/{file}")?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture,
            out long number)
            ? number
            : null;
}
