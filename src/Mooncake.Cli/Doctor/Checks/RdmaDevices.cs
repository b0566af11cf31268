using Mooncake.Cli.Doctor.Machines;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>The RDMA devices of a Linux machine.</summary>
internal static class RdmaDevices
{
    private const string Folder = "/sys/class/infiniband";

    /// <summary>Their names, such as <c>mlx5_0</c>.</summary>
    /// <param name="machine">The machine.</param>
    internal static IReadOnlyList<string> Of(IMachine machine) => machine.List(Folder) ?? [];

    /// <summary>Whether a device has a port with a link.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="device">The device's name.</param>
    internal static bool IsActive(IMachine machine, string device)
    {
        string ports = $"{Folder}/{device}/ports";
        return (machine.List(ports) ?? [])
            .Any(port => machine.ReadText($"{ports}/{port}/state")?.Contains("ACTIVE", StringComparison.Ordinal) == true);
    }
}
