using Mooncake.Administration;
using Mooncake.Cli.Doctor.Machines;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether the master's HTTP port answers, which lists keys and describes the cluster.</summary>
internal sealed class MasterHttpCheck : IDoctorCheck
{
    private const string WhatFor = "The commands ls, where and describe need this port; without it, exists grants leases";

    /// <inheritdoc/>
    public string Name => "master's HTTP port";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> RunAsync(Patient patient)
    {
        if (!patient.IsCluster || AdminPort.AddressOf(patient.Options!.Cluster) is not { } address)
        {
            return [];
        }

        Answer answer = await patient.Machine.GetAsync(new Uri(address, "health"), patient.Cancellation);
        string at = address.Authority;
        if (answer.Problem is not null)
        {
            return [Finding.Warning(
                $"{at} does not answer: {answer.Problem}. {WhatFor}.",
                "Give the port that the master was started with (--metrics_port): admin=host:port.")];
        }

        return [answer.Status switch
        {
            200 when answer.Body.Contains("\"service_ready\":false", StringComparison.Ordinal) => Finding.Warning(
                $"{at} answers that the master does not serve: {Cut(answer.Body)}",
                "Wait for it to become the leader, or name the leader's port: admin=host:port."),
            200 => Finding.Good($"{at} answers, in {Units.Time(answer.Time)}."),
            503 => Finding.Warning(
                $"{at} answers that the master does not serve (status 503).",
                "Wait for it to become the leader, or name the leader's port: admin=host:port."),
            _ => Finding.Warning(
                $"{at} answers with status {answer.Status}: it is no Mooncake master. {WhatFor}.",
                "Give the master's HTTP port: admin=host:port."),
        }];
    }

    private static string Cut(string body) => body.Length > 200 ? body[..200] : body;
}
