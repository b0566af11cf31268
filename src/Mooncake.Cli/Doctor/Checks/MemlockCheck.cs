using System.Globalization;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether RDMA may lock the memory that it transfers from.</summary>
internal sealed class MemlockCheck() : DoctorCheck("memlock limit")
{
    private const string Limits = "/proc/self/limits";
    private const string Row = "Max locked memory";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Run(Patient patient)
    {
        if (!patient.UsesRdma)
        {
            yield break;
        }

        string? row = patient.Machine.ReadText(Limits)?.Split('\n').FirstOrDefault(line => line.StartsWith(Row, StringComparison.Ordinal));
        string[] words = row is null ? [] : row[Row.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            yield return Finding.Note($"The limit is not known: {Limits} cannot be read.");
        }
        else if (words[0] == "unlimited")
        {
            yield return Finding.Good("There is no limit.");
        }
        else if (long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out long limit) && limit < patient.MemoryBytes)
        {
            yield return Finding.Failure(
                $"RDMA locks memory, at least {Units.Bytes(patient.MemoryBytes)} for this connection string, and the limit is "
                    + $"{Units.Bytes(limit)}.",
                "Raise it: ulimit -l unlimited, LimitMEMLOCK=infinity in a systemd unit, or --ulimit memlock=-1 for a container.");
        }
        else
        {
            yield return Finding.Good($"The limit is enough for {Units.Bytes(patient.MemoryBytes)}.");
        }
    }
}
