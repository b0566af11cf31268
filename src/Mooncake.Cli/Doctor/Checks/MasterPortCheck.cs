using Mooncake.Cli.Doctor.Machines;
using Mooncake.Cli.Output;
using Mooncake.Native;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether the master accepts connections.</summary>
internal sealed class MasterPortCheck : IDoctorCheck
{
    /// <inheritdoc/>
    public string Name => "master's port";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> RunAsync(Patient patient)
    {
        if (!patient.IsCluster)
        {
            return [];
        }

        string address = patient.Options!.Cluster.MasterAddress;
        if (address.Contains("://", StringComparison.Ordinal))
        {
            return [Finding.Note($"{address} is looked up by the native library.")];
        }

        if (!HostAddress.TryParse(address, out HostAddress host, out string? problem))
        {
            return [Finding.Failure($"The address '{address}' is not valid: {problem}.", "Write it as host:port.")];
        }

        Answer answer = await patient.Machine.ConnectAsync(host.Host, host.Port, patient.Cancellation);
        return [answer.Problem is null
            ? Finding.Good($"{address} accepts connections, in {Units.Time(answer.Time)}.")
            : Finding.Failure(
                $"{address} accepts no connection: {answer.Problem}.",
                $"Start mooncake_master --rpc_port={host.Port} there, correct the address, or open the port in the firewall.")];
    }
}
