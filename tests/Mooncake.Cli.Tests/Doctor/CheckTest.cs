using Mooncake.Cli.Doctor;

namespace Mooncake.Cli.Tests.Doctor;

/// <summary>Runs one check on a machine.</summary>
public abstract class CheckTest
{
    internal const string Rdma = "mooncake://master:50051?protocol=rdma&hostname=node7&segment=1GiB&admin=auto";
    internal const string Tcp = "mooncake://master:50051?hostname=node7&segment=1GiB&admin=auto";

    /// <summary>What the tests change.</summary>
    internal FakeMachine Machine { get; } = new();

    /// <summary>Runs the check.</summary>
    /// <param name="check">The check.</param>
    /// <param name="connection">The connection string, or null for none.</param>
    internal async Task<IReadOnlyList<Finding>> RunAsync(IDoctorCheck check, string? connection)
    {
        MooncakeStoreOptions? options = connection is null ? null : MooncakeStoreOptions.Parse(connection).GetValueOrThrow();
        IReadOnlyList<Finding> findings = await check.RunAsync(new Patient(Machine, options, TestContext.Current.CancellationToken));
        Assert.All(findings, finding =>
            Assert.True(finding.Verdict is Verdict.Good or Verdict.Note || finding.Fix is { Length: > 0 },
                $"'{finding.Text}' has no fix."));
        return findings;
    }

    /// <summary>Fails unless the check finds nothing wrong, and something.</summary>
    internal async Task AssertGoodAsync(IDoctorCheck check, string? connection)
    {
        IReadOnlyList<Finding> findings = await RunAsync(check, connection);
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.True(finding.Verdict == Verdict.Good, finding.Text));
    }

    /// <summary>Fails unless the check finds something of a severity, with a text.</summary>
    internal async Task AssertFindsAsync(IDoctorCheck check, string? connection, Verdict verdict, string text)
    {
        IReadOnlyList<Finding> findings = await RunAsync(check, connection);
        Assert.Contains(findings, finding => finding.Verdict == verdict && finding.Text.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>Fails unless the check has nothing to say.</summary>
    internal async Task AssertSilentAsync(IDoctorCheck check, string? connection) => Assert.Empty(await RunAsync(check, connection));
}
