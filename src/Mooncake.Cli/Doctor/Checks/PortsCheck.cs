using System.Globalization;
using Mooncake.Native;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether other clients can reach this one: its name, and the ports that the system hands out.</summary>
internal sealed class PortsCheck() : DoctorCheck("ports")
{
    private const string Range = "/proc/sys/net/ipv4/ip_local_port_range";

    /// <summary>Ports that a busy client uses: connections to every other client, and some to listen on.</summary>
    private const int FewPorts = 1000;

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Run(Patient patient)
    {
        if (!patient.IsCluster)
        {
            yield break;
        }

        if (patient.Options!.SegmentBytes > 0 && IsLocal(patient.Options.LocalHostname) && !IsLocal(MasterHost(patient.Options)))
        {
            yield return Finding.Failure(
                $"Other clients cannot reach the segment of this one: for them, '{patient.Options.LocalHostname}' is their own machine.",
                "Give the name of this machine: hostname=node7");
        }

        string[] words = patient.Machine.ReadText(Range)?.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (words is [var first, var last]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int lowest)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out int highest))
        {
            yield return highest - lowest < FewPorts
                ? Finding.Warning(
                    $"The system uses ports {lowest} to {highest} for outgoing connections, which may not be enough.",
                    $"As root: echo '32768 60999' >{Range}")
                : Finding.Good(
                    $"The system uses ports {lowest} to {highest} for outgoing connections. The firewall must allow incoming connections "
                    + "to ports 12300 to 14300 and 15000 to 17000.");
        }
    }

    private static string MasterHost(MooncakeStoreOptions options) =>
        HostAddress.TryParse(options.Cluster.MasterAddress, out HostAddress master, out _) ? master.Host : "localhost";

    private static bool IsLocal(string host) =>
        host.Split(':')[0].Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.StartsWith("127.", StringComparison.Ordinal)
            || host is "::1" or "[::1]";
}
