using Mooncake.Cli.Doctor.Machines;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Doctor;

/// <summary>Examines the machine.</summary>
internal sealed class DoctorCommand : ToolCommand
{
    /// <summary>Declares the command.</summary>
    internal DoctorCommand()
        : base(
            "doctor",
            "Examines the machine for a store: library, network, memory, limits, folder, and a round trip. Says what is wrong and what "
                + "to do. "
                + "Without a connection string, it explains how to start. The exit code is 1 if something does not work.") =>
                    Options.Add(StoreCommand.Connect);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples =>
        ["doctor", "doctor --connect \"mooncake://master:50051?protocol=rdma\"", "doctor --connect durable://./data"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ToolRun run)
    {
        string? connection = run.Get(StoreCommand.Connect) ?? run.Host.Variable(StoreOpening.Variable);
        MooncakeStoreOptions? options = string.IsNullOrEmpty(connection) ? null : OptionsOf(connection);
        IMachine machine = run.Host.Machine ?? new Machine(run.Host.Time, run.Host.Variable);
        if (options?.Engine == StoreEngine.Cluster)
        {
            run.Host.SilenceNativeLog();
        }

        Patient patient = new(machine, options, run.Cancellation);

        long start = run.Host.Time.GetTimestamp();
        List<(string Check, Finding Finding)> findings = [];
        await Examination.RunAsync(patient, (check, finding) =>
        {
            findings.Add((check, finding));
            if (!run.IsJson)
            {
                Write(run.Output, check, finding);
            }
        });
        TimeSpan time = run.Host.Time.GetElapsedTime(start);
        if (run.IsJson)
        {
            DoctorReport report = new([.. findings.Select(item => ReportOf(item.Check, item.Finding))], time.TotalMilliseconds);
            run.Output.Json(report, DoctorJson.Default.DoctorReport);
        }
        else
        {
            WriteEnd(run.Output, findings, time, hasStore: options is not null);
        }

        return findings.Any(item => item.Finding.Verdict == Verdict.Failure) ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>
    /// The options as the program has them that the user examines the machine for: with its segment, and not with those of a command.
    /// </summary>
    private static MooncakeStoreOptions OptionsOf(string connection)
    {
        StoreResult<MooncakeStoreOptions> parsed = MooncakeStoreOptions.Parse(connection);
        if (!parsed.TryGetValue(out MooncakeStoreOptions? options, out StoreError? error))
        {
            throw new ToolException(ExitCode.Usage, error!.Message);
        }

        options.Cluster.AdminAddress ??= "auto";
        return options;
    }

    private static FindingReport ReportOf(string check, Finding finding) => new(check, Word(finding.Verdict), finding.Text, finding.Fix);

    private static void Write(ToolOutput output, string check, Finding finding)
    {
        string mark = $"{Word(finding.Verdict),-8}";
        output.Line($"{output.Colored(mark, ColorOf(finding.Verdict))} {check,-18}  {Printable.Of(finding.Text)}");
        if (finding.Fix is { } fix)
        {
            output.Line($"{"",-8} {"",-18}  -> {Printable.Of(fix)}");
        }

        // A check may wait for the network; what is known shows meanwhile.
        output.Flush();
    }

    private static void WriteEnd(ToolOutput output, List<(string Check, Finding Finding)> findings, TimeSpan time, bool hasStore)
    {
        int failures = findings.Count(item => item.Finding.Verdict == Verdict.Failure);
        int warnings = findings.Count(item => item.Finding.Verdict == Verdict.Warning);
        output.Line();
        output.Line($"{Units.Count(failures, "failure")}, {Units.Count(warnings, "warning")}, in {Units.Time(time)}.");
        if (!hasStore)
        {
            output.Line();
            foreach (string line in ThreeWays.Lines)
            {
                output.Line(line);
            }
        }
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Good => "good",
        Verdict.Note => "note",
        Verdict.Warning => "warning",
        _ => "failure",
    };

    private static TextColor ColorOf(Verdict verdict) => verdict switch
    {
        Verdict.Good => TextColor.Green,
        Verdict.Note => TextColor.Blue,
        Verdict.Warning => TextColor.Yellow,
        _ => TextColor.Red,
    };
}
