namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether the variables by which Mooncake finds its network cards fit the cards and the connection string.</summary>
internal sealed class DiscoveryCheck() : DoctorCheck("device discovery")
{
    private const string Switch = "MC_MS_AUTO_DISC";
    private const string Filters = "MC_MS_FILTERS";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Run(Patient patient)
    {
        string? discovery = patient.Machine.Variable(Switch);
        string? filters = patient.Machine.Variable(Filters);
        if (!patient.UsesRdma || (discovery is null && filters is null))
        {
            yield break;
        }

        bool hasDevice = patient.Options!.Cluster.DeviceName.Length > 0;
        if (discovery is not (null or "0" or "1"))
        {
            yield return Finding.Warning($"{Switch} is '{discovery}', which Mooncake ignores.", "Set it to 0 or 1, or unset it.");
        }
        else if (discovery == "0" && !hasDevice)
        {
            yield return Finding.Failure(
                $"{Switch}=0 turns discovery off, and device= names no device.", $"Unset {Switch}, or name the devices: device=mlx5_0.");
        }
        else if (discovery == "1" && hasDevice)
        {
            yield return Finding.Warning(
                $"{Switch}=1 discovers devices, so device={patient.Options.Cluster.DeviceName} has no effect.",
                $"Use {Filters} instead of device=, or unset {Switch}.");
        }

        if (filters is null)
        {
            yield break;
        }

        // Discovery is on by request, or where nothing is said and no device is named.
        bool isDiscovering = discovery == "1" || (discovery != "0" && !hasDevice);
        string[] named = filters.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        IReadOnlyList<string> devices = RdmaDevices.Of(patient.Machine);
        string[] missing = [.. named.Except(devices)];
        if (!isDiscovering)
        {
            yield return Finding.Warning($"{Filters} has no effect, because discovery is off.", $"Set {Switch}=1, or unset {Filters}.");
        }
        else if (missing.Length > 0)
        {
            bool isNoneLeft = missing.Length == named.Length;
            yield return new Finding(
                isNoneLeft ? Verdict.Failure : Verdict.Warning,
                $"{Filters} names {string.Join(", ", missing)}, which does not exist{(isNoneLeft ? ", and nothing else" : "")}.",
                devices.Count > 0 ? $"Name some of {string.Join(", ", devices)}." : "There is no RDMA device at all.");
        }
        else
        {
            yield return Finding.Good($"{Filters} names devices that exist: {string.Join(", ", named)}.");
        }
    }
}
