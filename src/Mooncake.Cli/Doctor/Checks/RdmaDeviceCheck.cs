namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether the devices exist that <c>protocol</c> and <c>device</c> ask for. The native library does not say if they do
/// not.</summary>
internal sealed class RdmaDeviceCheck() : DoctorCheck("network cards")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Run(Patient patient)
    {
        if (!patient.IsCluster)
        {
            yield break;
        }

        IReadOnlyList<string> devices = RdmaDevices.Of(patient.Machine);
        string protocol = patient.Options!.Cluster.Protocol;
        if (!patient.UsesRdma)
        {
            yield return devices.Count == 0
                ? Finding.Good($"protocol={protocol} needs no RDMA device, and there is none.")
                : Finding.Note($"There are RDMA devices ({string.Join(", ", devices)}), and protocol={protocol} does not use them.",
                    "Add protocol=rdma.");
            yield break;
        }

        if (devices.Count == 0)
        {
            yield return Finding.Failure(
                "protocol=rdma is set, but there is no RDMA device. Opening still succeeds, and transfers then fail or use TCP.",
                "Install the driver of the card, pass /dev/infiniband to the container, or use protocol=tcp.");
            yield break;
        }

        string[] named = patient.Options.Cluster.DeviceName.Split(',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] missing = [.. named.Except(devices)];
        if (missing.Length > 0)
        {
            yield return Finding.Failure(
                $"device= names {string.Join(", ", missing)}, which does not exist.",
                $"Name some of {string.Join(", ", devices)}, or leave device= out.");
        }

        foreach (string device in named.Length == 0 ? devices : named.Intersect(devices))
        {
            yield return RdmaDevices.IsActive(patient.Machine, device)
                ? Finding.Good($"{device} has an active port.")
                : Finding.Warning($"{device} has no active port.", $"Check its cable and its link: ibv_devinfo -d {device}");
        }
    }
}
