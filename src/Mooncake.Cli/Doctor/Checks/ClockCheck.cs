using System.Globalization;
using Mooncake.Administration;
using Mooncake.Cli.Doctor.Machines;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether the clock is right: expiry, checkpoints and the order of logs depend on it.</summary>
internal sealed class ClockCheck : IDoctorCheck
{
    /// <summary>The year of the first version of the tool: no right clock is before it.</summary>
    private const int FirstYear = 2026;

    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public string Name => "clock";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> RunAsync(Patient patient)
    {
        DateTimeOffset now = patient.Machine.Time.GetUtcNow();
        string text = now.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (now.Year < FirstYear)
        {
            return [Finding.Failure($"It says {text}, which is in the past.", "Set it, and synchronize it: timedatectl set-ntp true")];
        }

        if (patient.IsCluster && AdminPort.AddressOf(patient.Options!.Cluster) is { } address)
        {
            Answer answer = await patient.Machine.GetAsync(new Uri(address, "health"), patient.Cancellation);
            if (answer.Date is { } masters)
            {
                TimeSpan difference = (patient.Machine.Time.GetUtcNow() - masters).Duration();
                return [difference > Tolerance
                    ? Finding.Warning(
                        $"It says {text}, and the master's differs by {Units.Time(difference)}.",
                        "Synchronize both machines: timedatectl set-ntp true")
                    : Finding.Good($"It says {text}, as the master's does.")];
            }
        }

        return [Finding.Good($"It says {text}.")];
    }
}
