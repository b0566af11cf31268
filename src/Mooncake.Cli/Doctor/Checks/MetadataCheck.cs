using Mooncake.Cli.Doctor.Machines;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether the server answers where clients announce their segments.</summary>
internal sealed class MetadataCheck : IDoctorCheck
{
    /// <inheritdoc/>
    public string Name => "metadata server";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> RunAsync(Patient patient)
    {
        if (!patient.IsCluster)
        {
            return [];
        }

        string server = patient.Options!.Cluster.MetadataServer;
        if (server.Equals("P2PHANDSHAKE", StringComparison.OrdinalIgnoreCase))
        {
            return [Finding.Good("P2PHANDSHAKE needs none.")];
        }

        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
        {
            return [Finding.Failure(
                $"metadata={server} is not an address.",
                "Give http://host:port/metadata, etcd://host:port or P2PHANDSHAKE, which needs no server.")];
        }

        // Any answer counts, as for the check before the native setup: a metadata server answers 404 for a key that it does not have.
        Answer answer = address.Scheme is "http" or "https"
            ? await patient.Machine.GetAsync(address, patient.Cancellation)
            : await patient.Machine.ConnectAsync(address.Host, address.IsDefaultPort ? 2379 : address.Port, patient.Cancellation);
        return [answer.Problem is null
            ? Finding.Good($"{address.GetLeftPart(UriPartial.Path)} answers, in {Units.Time(answer.Time)}.")
            : Finding.Failure(
                $"{address.GetLeftPart(UriPartial.Path)} does not answer: {answer.Problem}.",
                "Start it (mooncake_master --enable_http_metadata_server=1 includes one), or use metadata=P2PHANDSHAKE, if all clients "
                    + "do.")];
    }
}
