using Mooncake.Cli.Doctor.Checks;

namespace Mooncake.Cli.Doctor;

/// <summary>All checks of the doctor, in their order.</summary>
internal static class Examination
{
    /// <summary>The checks.</summary>
    internal static IReadOnlyList<IDoctorCheck> Checks { get; } =
    [
        new LibraryCheck(),
        new MasterPortCheck(),
        new MasterHttpCheck(),
        new MetadataCheck(),
        new RdmaDeviceCheck(),
        new DiscoveryCheck(),
        new PortsCheck(),
        new DurableFolderCheck(),
        new MemoryCheck(),
        new ContainerCheck(),
        new MemlockCheck(),
        new HugePagesCheck(),
        new ClockCheck(),
        new RoundTripCheck(),
    ];

    /// <summary>Runs the checks one after the other.</summary>
    /// <param name="patient">The machine and the store.</param>
    /// <param name="report">Gets each finding, with the name of its check, as soon as there is one.</param>
    internal static async Task RunAsync(Patient patient, Action<string, Finding> report)
    {
        bool isReachable = true;
        foreach (IDoctorCheck check in Checks)
        {
            if (check is RoundTripCheck && !isReachable)
            {
                // It would wait for what cannot work, and say again what was said.
                continue;
            }

            foreach (Finding finding in await check.RunAsync(patient))
            {
                isReachable &= finding.Verdict != Verdict.Failure || check is not (LibraryCheck or MasterPortCheck or MetadataCheck);
                report(check.Name, finding);
            }
        }
    }
}
